/** Measures the product against hard conditions. */
@NullMarked
package cetra.tools.bench;

import org.jspecify.annotations.NullMarked;
