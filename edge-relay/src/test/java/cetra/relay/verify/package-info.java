@NullMarked
package cetra.relay.verify;

import org.jspecify.annotations.NullMarked;
