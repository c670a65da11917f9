/** What was granted, resumed through any number of disconnections. */
@NullMarked
package cetra.agent.upload;

import org.jspecify.annotations.NullMarked;
