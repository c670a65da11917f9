@NullMarked
package cetra.relay.schedule;

import org.jspecify.annotations.NullMarked;
