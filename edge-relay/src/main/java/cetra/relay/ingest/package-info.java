/** Bytes in: resumable uploads (tus 1.0) of granted offers. */
@NullMarked
package cetra.relay.ingest;

import org.jspecify.annotations.NullMarked;
