/** Whether an upload is what it claims to be and what the order asks for. */
@NullMarked
package cetra.relay.verify;

import org.jspecify.annotations.NullMarked;
