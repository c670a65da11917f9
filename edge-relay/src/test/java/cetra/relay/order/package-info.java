@NullMarked
package cetra.relay.order;

import org.jspecify.annotations.NullMarked;
