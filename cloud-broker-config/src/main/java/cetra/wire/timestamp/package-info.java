/** Time stamps of authorities that are not ours (RFC 3161). */
@NullMarked
package cetra.wire.timestamp;

import org.jspecify.annotations.NullMarked;
