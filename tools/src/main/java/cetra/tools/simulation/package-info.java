/** Cars and a town without cameras: what benches of orders drive through. */
@NullMarked
package cetra.tools.simulation;

import org.jspecify.annotations.NullMarked;
