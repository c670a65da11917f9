/** Packets and fixes become fragments, segment files and a byte-budgeted ring. */
@NullMarked
package cetra.agent.record;

import org.jspecify.annotations.NullMarked;
