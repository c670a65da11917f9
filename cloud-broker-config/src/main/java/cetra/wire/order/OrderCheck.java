package cetra.wire.order;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about an entry of the order log that can be judged from the entry alone: signatures up
 * to the operator's root, validity, jurisdiction and caps. Relay and device run the same check, the
 * device because it trusts nobody but the root. Safe for many threads.
 */
public final class OrderCheck {
  /** An order lives at most this long: a watch of seven days and a day to deliver. */
  static final Duration LONGEST_LIFE = Duration.ofDays(8);

  /** An issuer's clock may run ahead by this much. */
  static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

  /** The second signature of an order for life must follow within this time. */
  public static final Duration APPROVAL = Duration.ofHours(24);

  private final PublicKey root;

  /**
   * A check against one root.
   *
   * @param root the operator's Ed25519 key
   */
  public OrderCheck(PublicKey root) {
    this.root = root;
  }

  /** Judges an entry of the log, a signed order or directive as text, at an instant. */
  public OrderVerdict check(String json, Instant now) {
    if (Lapse.is(json)) {
      return new OrderVerdict.Lapsed();
    }
    try {
      return SignedDirective.is(json)
          ? directed(SignedDirective.read(json), now)
          : ordered(SignedOrder.read(json), now);
    } catch (IllegalArgumentException e) {
      return refused(Refusal.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The first rule that an order breaks whatever its signatures; empty when it breaks none. For
   * whoever writes one: it believes the credential.
   */
  public static Optional<OrderVerdict> broken(
      VideoOrder order, Credential credential, Instant now) {
    return credentialFault(order.issuer(), credential, now)
        .or(() -> lifeFault(order, now))
        .or(() -> boundsFault(order, credential));
  }

  private OrderVerdict ordered(SignedOrder signed, Instant now) {
    return switch (Signers.of(signed.credential(), signed.order(), root)) {
      case Signers.Unknown unknown -> unknown.why();
      case Signers.Known signers -> {
        VideoOrder order = signed.unverified();
        boolean approved = signers.keys().containsKey(Role.APPROVER);
        yield firstBroken(order, signers.credential(), signers.keys(), now)
            .orElseGet(() -> new OrderVerdict.Accepted(order, signers.credential(), approved));
      }
    };
  }

  private OrderVerdict directed(SignedDirective signed, Instant now) {
    return switch (Signers.of(signed.credential(), signed.directive(), root)) {
      case Signers.Unknown unknown -> unknown.why();
      case Signers.Known signers -> {
        Directive directive = signed.unverified();
        yield credentialFault(directive.issuer(), signers.credential(), now)
            .or(() -> approvalFault(directive, signers))
            .orElseGet(() -> new OrderVerdict.Directed(directive));
      }
    };
  }

  /** Anybody of the issuer may end an order; only who may not draft it may approve it. */
  private static Optional<OrderVerdict> approvalFault(Directive directive, Signers.Known signers) {
    String approver = signers.keys().get(Role.APPROVER);
    boolean drafts =
        signers.credential().signers().stream()
            .anyMatch(
                signer -> signer.role() == Role.DRAFTER && signer.publicKey().equals(approver));
    return directive.kind() == Directive.Kind.APPROVE && (approver == null || drafts)
        ? fault(Refusal.SIGNATURES_MISSING, "no approver has signed, or one who drafts too")
        : Optional.empty();
  }

  private static Optional<OrderVerdict> firstBroken(
      VideoOrder order, Credential credential, Map<Role, String> signers, Instant now) {
    return credentialFault(order.issuer(), credential, now)
        .or(() -> signatureFault(order, signers))
        .or(() -> lifeFault(order, now))
        .or(() -> boundsFault(order, credential));
  }

  private static Optional<OrderVerdict> credentialFault(
      String issuer, Credential credential, Instant now) {
    if (!issuer.equals(credential.issuer())) {
      return fault(
          Refusal.OTHER_ISSUER,
          "order of " + issuer + " with the credential of " + credential.issuer());
    }
    if (now.isBefore(credential.from()) || !now.isBefore(credential.until())) {
      return fault(
          Refusal.CREDENTIAL_NOT_VALID,
          "credential valid from " + credential.from() + " until " + credential.until());
    }
    return Optional.empty();
  }

  private static Optional<OrderVerdict> signatureFault(
      VideoOrder order, Map<Role, String> signers) {
    if (!signers.containsKey(Role.DRAFTER)) {
      return fault(Refusal.SIGNATURES_MISSING, "no drafter has signed");
    }
    String approver = signers.get(Role.APPROVER);
    if (approver == null && order.urgency() != Urgency.LIFE) {
      return fault(Refusal.SIGNATURES_MISSING, "no approver has signed");
    }
    if (signers.get(Role.DRAFTER).equals(approver)) {
      return fault(Refusal.SIGNATURES_MISSING, "drafter and approver are one key");
    }
    return Optional.empty();
  }

  private static Optional<OrderVerdict> lifeFault(VideoOrder order, Instant now) {
    if (!now.isBefore(order.validUntil())) {
      return fault(Refusal.EXPIRED, "valid until " + order.validUntil() + ", it is " + now);
    }
    if (order.validUntil().isAfter(now.plus(LONGEST_LIFE))) {
      return fault(
          Refusal.LIVES_TOO_LONG,
          "valid until " + order.validUntil() + "; at most " + LONGEST_LIFE + " from now");
    }
    if (order.issued().isAfter(now.plus(CLOCK_TOLERANCE))) {
      return fault(Refusal.IN_THE_FUTURE, "ordered at " + order.issued() + ", it is " + now);
    }
    if (order.purpose() != Purpose.WATCH && order.ends().isAfter(now.plus(CLOCK_TOLERANCE))) {
      return fault(Refusal.IN_THE_FUTURE, "window until " + order.ends() + ", it is " + now);
    }
    // by the signed id and not by the clock: a car that comes back may hear of a watch that runs
    if (order.purpose() == Purpose.WATCH
        && order.begins().isBefore(order.issued().minus(CLOCK_TOLERANCE))) {
      return fault(
          Refusal.WATCHES_THE_PAST,
          "window from " + order.begins() + ", ordered " + order.issued());
    }
    return Optional.empty();
  }

  private static Optional<OrderVerdict> boundsFault(VideoOrder order, Credential credential) {
    Purpose purpose = order.purpose();
    if (!credential.purposes().contains(purpose)) {
      return fault(Refusal.PURPOSE_NOT_GRANTED, purpose + " is not in " + credential.purposes());
    }
    double surface = order.area().squareKilometres();
    if (surface > purpose.mostSquareKilometres()) {
      return fault(
          Refusal.AREA_TOO_LARGE,
          "%.3f km²; %s allows %.2f".formatted(surface, purpose, purpose.mostSquareKilometres()));
    }
    Duration span =
        purpose == Purpose.WATCH ? Duration.between(order.begins(), order.ends()) : order.length();
    if (span.compareTo(purpose.mostTime()) > 0) {
      return fault(
          Refusal.TIME_TOO_LONG, span + " in all; " + purpose + " allows " + purpose.mostTime());
    }
    if (!credential.jurisdiction().covers(order.area())) {
      return fault(
          Refusal.OUTSIDE_JURISDICTION, "the area reaches outside that of " + order.issuer());
    }
    return Optional.empty();
  }

  private static Optional<OrderVerdict> fault(Refusal why, String detail) {
    return Optional.of(refused(why, detail));
  }

  private static OrderVerdict refused(Refusal why, String detail) {
    return new OrderVerdict.Refused(why, detail);
  }
}
