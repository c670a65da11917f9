package cetra.wire.order;

/** What a check of an order came to. */
public sealed interface OrderVerdict {
  /**
   * All of it holds.
   *
   * @param order what was signed
   * @param credential what its issuer may do
   */
  record Accepted(VideoOrder order, Credential credential) implements OrderVerdict {}

  /**
   * Something does not hold; nothing is done for it.
   *
   * @param why the rule
   * @param detail the value and the limit, in one line
   */
  record Refused(Refusal why, String detail) implements OrderVerdict {}
}
