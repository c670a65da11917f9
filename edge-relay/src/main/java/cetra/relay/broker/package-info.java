/** MQTT up to the cloud and down to the devices: the brokers we run, and the link to one. */
@NullMarked
package cetra.relay.broker;

import org.jspecify.annotations.NullMarked;
