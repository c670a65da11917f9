/** What a receiver said, as fixes. */
@NullMarked
package cetra.tools.gnss;

import org.jspecify.annotations.NullMarked;
