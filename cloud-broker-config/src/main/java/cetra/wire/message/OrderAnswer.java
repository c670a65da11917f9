package cetra.wire.message;

import org.jspecify.annotations.Nullable;

/**
 * What a relay answers an order that came over the broker.
 *
 * @param v version of the message, 1
 * @param orderId the order; absent when it was refused
 * @param index its place in the log; absent when it was refused
 * @param rule the rule that it breaks; absent when it was accepted
 * @param detail value and limit, in one line; absent when it was accepted
 */
public record OrderAnswer(
    int v,
    @Nullable String orderId,
    @Nullable Long index,
    @Nullable String rule,
    @Nullable String detail) {
  /** Refuses other versions, and answers that are neither yes nor no. */
  public OrderAnswer {
    Version.require(v);
    if ((index == null) == (rule == null)) {
      throw new IllegalArgumentException("an order is accepted or refused, and not both");
    }
  }

  /** The order is in the log. */
  public static OrderAnswer accepted(String orderId, long index) {
    return new OrderAnswer(Version.SPOKEN, orderId, (Long) index, null, null);
  }

  /** The order is not accepted. */
  public static OrderAnswer refused(String rule, String detail) {
    return new OrderAnswer(Version.SPOKEN, null, null, rule, detail);
  }
}
