/** A connection to an MQTT broker that loses nothing: durable outbox, endless reconnects. */
@NullMarked
package cetra.wire.link;

import org.jspecify.annotations.NullMarked;
