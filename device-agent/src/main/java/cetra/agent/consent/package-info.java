/** The owner's rules, privacy zones, asking, and a record of all that was asked and given. */
@NullMarked
package cetra.agent.consent;

import org.jspecify.annotations.NullMarked;
