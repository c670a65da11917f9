@NullMarked
package cetra.relay;

import org.jspecify.annotations.NullMarked;
