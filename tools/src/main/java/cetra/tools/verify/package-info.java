/** Verifies evidence offline. */
@NullMarked
package cetra.tools.verify;

import org.jspecify.annotations.NullMarked;
