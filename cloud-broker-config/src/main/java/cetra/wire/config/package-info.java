/** Configuration files whose errors name the line and the field. */
@NullMarked
package cetra.wire.config;

import org.jspecify.annotations.NullMarked;
