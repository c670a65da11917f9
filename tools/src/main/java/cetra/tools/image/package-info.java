/** Builds what a manufacturer flashes: the agent with a runtime of its own. */
@NullMarked
package cetra.tools.image;

import org.jspecify.annotations.NullMarked;
