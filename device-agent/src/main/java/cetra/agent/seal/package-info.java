/** Manifest, proofs and signature. */
@NullMarked
package cetra.agent.seal;

import org.jspecify.annotations.NullMarked;
