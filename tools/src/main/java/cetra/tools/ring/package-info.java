/** What a ring holds, for people who pulled the card out of the car. */
@NullMarked
package cetra.tools.ring;

import org.jspecify.annotations.NullMarked;
