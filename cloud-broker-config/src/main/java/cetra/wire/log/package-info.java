/** The append-only log of what may be obeyed: its tree, its signed checkpoints, who may keep it. */
@NullMarked
package cetra.wire.log;

import org.jspecify.annotations.NullMarked;
