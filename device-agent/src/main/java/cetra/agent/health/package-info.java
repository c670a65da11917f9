/** What the driver and the relay are told of the device's own state. */
@NullMarked
package cetra.agent.health;

import org.jspecify.annotations.NullMarked;
