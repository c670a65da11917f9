@NullMarked
package cetra.relay.api;

import org.jspecify.annotations.NullMarked;
