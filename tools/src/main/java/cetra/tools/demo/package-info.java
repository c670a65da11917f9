/** The main job in one command: a town, its cars, an order, a verified clip. */
@NullMarked
package cetra.tools.demo;

import org.jspecify.annotations.NullMarked;
