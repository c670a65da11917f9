/** Places on WGS 84, as RFC 7946 writes them. */
@NullMarked
package cetra.wire.geo;

import org.jspecify.annotations.NullMarked;
