/** What the municipality gets: evidence, a copy for players, and word of every step. */
@NullMarked
package cetra.relay.deliver;

import org.jspecify.annotations.NullMarked;
