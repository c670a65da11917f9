/** Verifies and bounds an order, searches the track, holds what matches. */
@NullMarked
package cetra.agent.match;

import org.jspecify.annotations.NullMarked;
