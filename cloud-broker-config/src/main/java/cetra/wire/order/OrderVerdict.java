package cetra.wire.order;

import java.time.Instant;
import java.util.Optional;

/** What a check of an entry of the order log came to. */
public sealed interface OrderVerdict {
  /**
   * It is an order, and all of it holds.
   *
   * @param order what was signed
   * @param credential what its issuer may do
   * @param approved whether two people signed; else the second must within {@link
   *     OrderCheck#APPROVAL}
   */
  record Accepted(VideoOrder order, Credential credential, boolean approved)
      implements OrderVerdict {
    /**
     * Until when the second signature must follow; empty when it is here. An order may be dated as
     * its one signer likes, but not after it was heard of.
     *
     * @param heard when it was heard of
     */
    public Optional<Instant> approveBy(Instant heard) {
      Instant issued = order.issued();
      return approved
          ? Optional.empty()
          : Optional.of((issued.isBefore(heard) ? issued : heard).plus(OrderCheck.APPROVAL));
    }
  }

  /**
   * It says what is to become of an order, and who said it may.
   *
   * @param directive what was signed
   */
  record Directed(Directive directive) implements OrderVerdict {}

  /** It says that a relay has let an order lapse; whoever reads it has the same rule. */
  record Lapsed() implements OrderVerdict {}

  /**
   * Something does not hold; nothing is done for it.
   *
   * @param why the rule
   * @param detail the value and the limit, in one line
   */
  record Refused(Refusal why, String detail) implements OrderVerdict {}
}
