/** What is in the ring, where and when; the queue between all later stages. */
@NullMarked
package cetra.agent.index;

import org.jspecify.annotations.NullMarked;
