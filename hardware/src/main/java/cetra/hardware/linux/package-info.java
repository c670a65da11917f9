/** What the Linux kernel knows of the board. */
@NullMarked
package cetra.hardware.linux;

import org.jspecify.annotations.NullMarked;
