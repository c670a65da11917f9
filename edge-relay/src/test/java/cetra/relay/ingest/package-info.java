@NullMarked
package cetra.relay.ingest;

import org.jspecify.annotations.NullMarked;
