@NullMarked
package cetra.relay.broker;

import org.jspecify.annotations.NullMarked;
