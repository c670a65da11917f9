@NullMarked
package cetra.relay.deliver;

import org.jspecify.annotations.NullMarked;
