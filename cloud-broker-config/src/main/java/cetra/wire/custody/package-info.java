/** Who touched which evidence, as it is handed over and checked. */
@NullMarked
package cetra.wire.custody;

import org.jspecify.annotations.NullMarked;
