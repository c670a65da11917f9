/** The ordered range, byte for byte. */
@NullMarked
package cetra.agent.clip;

import org.jspecify.annotations.NullMarked;
