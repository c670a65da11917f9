/** The world that simulated devices share, its pace and its routes, and the devices without one. */
@NullMarked
package cetra.hardware.simulated;

import org.jspecify.annotations.NullMarked;
