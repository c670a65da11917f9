/** The video order: who asks for what, who signed it, and the bounds nobody may pass. */
@NullMarked
package cetra.wire.order;

import org.jspecify.annotations.NullMarked;
