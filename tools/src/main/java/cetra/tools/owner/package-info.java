/** What a car's owner sees and decides: the ledger, the policy, taking back. */
@NullMarked
package cetra.tools.owner;

import org.jspecify.annotations.NullMarked;
