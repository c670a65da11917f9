/** Uploads to the relay beside the same octets to nginx. */
@NullMarked
package cetra.tools.throughput;

import org.jspecify.annotations.NullMarked;
