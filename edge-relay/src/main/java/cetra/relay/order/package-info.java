/** Orders: accepted, kept, broadcast to the devices, and what happened to each. */
@NullMarked
package cetra.relay.order;

import org.jspecify.annotations.NullMarked;
