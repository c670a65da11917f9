/** Keys, certificates and signatures. */
@NullMarked
package cetra.wire.key;

import org.jspecify.annotations.NullMarked;
