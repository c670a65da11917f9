/** Roads between a device and its servers, on which something happens. */
@NullMarked
package cetra.tools.proxy;

import org.jspecify.annotations.NullMarked;
