/** The relay's upload plan, run by a program of others over standard input and output. */
@NullMarked
package cetra.tools.schedule;

import org.jspecify.annotations.NullMarked;
