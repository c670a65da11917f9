/** The append-only log in which every order stands that a device may obey. */
@NullMarked
package cetra.relay.transparency;

import org.jspecify.annotations.NullMarked;
