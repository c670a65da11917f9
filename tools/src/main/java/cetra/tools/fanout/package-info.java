/** One order to a town of cars: from the issuer's submission to what each car decides. */
@NullMarked
package cetra.tools.fanout;

import org.jspecify.annotations.NullMarked;
