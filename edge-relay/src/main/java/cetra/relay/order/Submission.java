package cetra.relay.order;

import cetra.wire.order.Refusal;

/** What became of a submitted order. */
public sealed interface Submission {
  /**
   * It is in the log now.
   *
   * @param index its place there
   */
  record Accepted(String id, long index) implements Submission {}

  /**
   * The very same order was in the log before; nothing is done twice.
   *
   * @param index its place there
   */
  record Known(String id, long index) implements Submission {}

  /**
   * It is not accepted.
   *
   * @param why the rule
   * @param detail value and limit, in one line
   */
  record Refused(Refusal why, String detail) implements Submission {}
}
