package cetra.wire.order;

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
      implements OrderVerdict {}

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
