/** Cameras that hand out coded video: a file played back, and a painted drive. */
@NullMarked
package cetra.hardware.camera;

import org.jspecify.annotations.NullMarked;
