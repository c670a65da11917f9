/** The evidence format: fragments, segment heads, manifest, package, and its verification. */
@NullMarked
package cetra.wire.evidence;

import org.jspecify.annotations.NullMarked;
