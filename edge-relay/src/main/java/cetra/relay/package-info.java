/** The relay: orders in, offers weighed, uploads scheduled, evidence verified and delivered. */
@NullMarked
package cetra.relay;

import org.jspecify.annotations.NullMarked;
