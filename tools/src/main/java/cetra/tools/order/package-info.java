/** Signs and submits orders, and follows them. */
@NullMarked
package cetra.tools.order;

import org.jspecify.annotations.NullMarked;
