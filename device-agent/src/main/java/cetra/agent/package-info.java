/** The dashcam: all wiring. */
@NullMarked
package cetra.agent;

import org.jspecify.annotations.NullMarked;
