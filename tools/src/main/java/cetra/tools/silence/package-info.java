/** Whether somebody who records all traffic of a car can tell whether it was there. */
@NullMarked
package cetra.tools.silence;

import org.jspecify.annotations.NullMarked;
