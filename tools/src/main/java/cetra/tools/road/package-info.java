/** Uploads over mobile roads that are played from recordings, cut, and held against the best. */
@NullMarked
package cetra.tools.road;

import org.jspecify.annotations.NullMarked;
