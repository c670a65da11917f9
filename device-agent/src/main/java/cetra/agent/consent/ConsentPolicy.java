package cetra.agent.consent;

import cetra.wire.order.Certainty;
import cetra.wire.order.Purpose;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalTime;
import java.util.List;

/**
 * What the owner gives, and to whom.
 *
 * @param mode whether this policy answers, or the owner is asked for each order
 * @param purposes for which purposes
 * @param issuers to whom; empty for any issuer the operator vouches for
 * @param urgencies in which urgencies
 * @param certainty how sure it must be that the footage shows what was ordered
 * @param fromHour first local hour of the day of which footage is given
 * @param toHour first local hour after; the same as {@code fromHour} for all day
 * @param askSeconds how long the owner has to answer, 5 to 86,400
 * @param zones places of which nothing is ever given
 */
public record ConsentPolicy(
    Mode mode,
    List<Purpose> purposes,
    List<String> issuers,
    List<Urgency> urgencies,
    Certainty certainty,
    int fromHour,
    int toHour,
    int askSeconds,
    List<PrivacyZone> zones) {
  /** Who answers. */
  public enum Mode {
    /** This policy: fleets, town cars, businesses. */
    @JsonProperty("standing")
    STANDING,
    /** The owner, for each order that the policy lets through: citizens. */
    @JsonProperty("per-order")
    PER_ORDER
  }

  /** Refuses hours and times out of range, naming the field. */
  public ConsentPolicy {
    if (fromHour < 0 || fromHour > 23 || toHour < 0 || toHour > 24) {
      throw new IllegalArgumentException(
          "from_hour and to_hour are " + fromHour + " and " + toHour + "; they are hours of a day");
    }
    if (askSeconds < 5 || askSeconds > 86_400) {
      throw new IllegalArgumentException("ask_seconds " + askSeconds + " is not 5 to 86400");
    }
    if (certainty == null || certainty == Certainty.NONE) {
      throw new IllegalArgumentException("certainty is not certain, likely or possible");
    }
    purposes = List.copyOf(purposes);
    issuers = List.copyOf(issuers);
    urgencies = List.copyOf(urgencies);
    zones = List.copyOf(zones);
  }

  /** The rule that stands against an order's footage; empty when none does. */
  String refusal(VideoOrder order, LocalTime recorded, Certainty sure) {
    if (!purposes.contains(order.purpose())) {
      return "not for " + order.purpose();
    }
    if (!issuers.isEmpty() && !issuers.contains(order.issuer())) {
      return "not to " + order.issuer();
    }
    if (!urgencies.contains(order.urgency())) {
      return "not for " + order.urgency();
    }
    if (!sure.isAtLeast(certainty)) {
      return "not when it is only " + sure;
    }
    return inHours(recorded.getHour()) ? "" : "not of " + recorded.getHour() + " o'clock";
  }

  private boolean inHours(int hour) {
    return fromHour <= toHour
        ? fromHour == toHour || (hour >= fromHour && hour < toHour)
        : hour >= fromHour || hour < toHour;
  }
}
