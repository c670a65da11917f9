/** The command line behind {@code ./cetra}. */
@NullMarked
package cetra.tools;

import org.jspecify.annotations.NullMarked;
