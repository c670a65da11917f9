/** SQLite as a queue that survives power cuts. */
@NullMarked
package cetra.wire.store;

import org.jspecify.annotations.NullMarked;
