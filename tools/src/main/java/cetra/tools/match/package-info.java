/** The device's index and matcher over the tracks of many vehicles. */
@NullMarked
package cetra.tools.match;

import org.jspecify.annotations.NullMarked;
