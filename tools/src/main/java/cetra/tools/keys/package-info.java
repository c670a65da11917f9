/** Makes the keys that an order and a device need. */
@NullMarked
package cetra.tools.keys;

import org.jspecify.annotations.NullMarked;
