package cetra.wire.order;

import cetra.wire.message.Json;
import java.time.Instant;
import java.util.Map;

/**
 * What a relay writes into the log when an order ends by a rule and not by its issuer. Every device
 * ends it by the same rule; the entry is for those who read the log.
 *
 * @param orderId the order
 * @param reason the rule, 1 to 500 characters
 * @param at when
 */
public record Lapse(String orderId, String reason, Instant at) {
  private static final String FIELD = "lapse";

  /** Refuses what is missing or beyond its range, naming the field. */
  public Lapse {
    Limits.matching("orderId", orderId, VideoOrder.ID);
    Limits.text("reason", reason, 500);
    Limits.present("at", at);
  }

  /** Whether an entry of the log is one. */
  static boolean is(String json) {
    return json.length() <= SignedOrder.MOST_CHARACTERS && Json.has(json, FIELD);
  }

  /** The entry of the log. */
  public String text() {
    return Json.text(Map.of(FIELD, this));
  }
}
