@NullMarked
package cetra.relay.transparency;

import org.jspecify.annotations.NullMarked;
