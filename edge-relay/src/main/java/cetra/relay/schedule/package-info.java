/** Offers of footage, and which of them are asked for. */
@NullMarked
package cetra.relay.schedule;

import org.jspecify.annotations.NullMarked;
