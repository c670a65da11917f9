/** Evidence on disk, moved only by atomic renames, and who touched it. */
@NullMarked
package cetra.relay.vault;

import org.jspecify.annotations.NullMarked;
