/** The control plane, in and out. */
@NullMarked
package cetra.agent.link;

import org.jspecify.annotations.NullMarked;
