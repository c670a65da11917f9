/** What the board knows of its network, its supply and its warmth. */
@NullMarked
package cetra.hardware.board;

import org.jspecify.annotations.NullMarked;
