/** Measures the agent on this machine. */
@NullMarked
package cetra.tools.bench;

import org.jspecify.annotations.NullMarked;
