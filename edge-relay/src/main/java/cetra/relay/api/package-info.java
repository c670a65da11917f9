/** The municipality's and the operator's face: HTTP, events, console. */
@NullMarked
package cetra.relay.api;

import org.jspecify.annotations.NullMarked;
