/** The power-cut rig: the recorder on a disk whose power is cut, and what is left of it. */
@NullMarked
package cetra.tools.powercut;

import org.jspecify.annotations.NullMarked;
