/** What cloud, relay and device say to each other, on which topics, and who may. */
@NullMarked
package cetra.wire.message;

import org.jspecify.annotations.NullMarked;
