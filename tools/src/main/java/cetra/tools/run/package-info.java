/** Runs one agent or one relay, and checks their configuration. */
@NullMarked
package cetra.tools.run;

import org.jspecify.annotations.NullMarked;
