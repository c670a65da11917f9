@NullMarked
package cetra.relay.vault;

import org.jspecify.annotations.NullMarked;
