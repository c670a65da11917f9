/** Access rules and configurations of the brokers that we support, each from one source. */
@NullMarked
package cetra.wire.broker;

import org.jspecify.annotations.NullMarked;
