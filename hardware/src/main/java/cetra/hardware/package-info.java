/**
 * What the board is: camera, GNSS receiver, motion sensor and driver panel, each an interface whose
 * drivers {@link java.util.ServiceLoader} finds, so that a manufacturer adds a jar.
 */
@NullMarked
package cetra.hardware;

import org.jspecify.annotations.NullMarked;
