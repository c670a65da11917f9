/** Satellite navigation receivers: logs replayed, and a drive made up. */
@NullMarked
package cetra.hardware.gnss;

import org.jspecify.annotations.NullMarked;
