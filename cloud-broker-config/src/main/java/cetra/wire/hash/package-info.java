/** SHA-256 hashes and the Merkle trees over them. */
@NullMarked
package cetra.wire.hash;

import org.jspecify.annotations.NullMarked;
