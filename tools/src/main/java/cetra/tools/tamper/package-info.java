/** Genuine packages, everything that can be done to them, and two verifiers that must notice. */
@NullMarked
package cetra.tools.tamper;

import org.jspecify.annotations.NullMarked;
