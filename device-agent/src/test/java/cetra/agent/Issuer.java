package cetra.agent;

import cetra.wire.geo.Area;
import cetra.wire.key.Ed25519;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import cetra.wire.order.Bilingual;
import cetra.wire.order.Credential;
import cetra.wire.order.Directive;
import cetra.wire.order.Purpose;
import cetra.wire.order.Role;
import cetra.wire.order.Seen;
import cetra.wire.order.SignedDirective;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A municipality whose orders are really signed. */
public final class Issuer {
  public static final Bilingual TEXT = new Bilingual("交差点の映像", "Video of the crossing");

  private final KeyPair root = IdentityFolder.newEvidenceKey();
  private final KeyPair drafter = IdentityFolder.newEvidenceKey();
  private final KeyPair approver = IdentityFolder.newEvidenceKey();
  private int orders;

  public PublicKey root() {
    return root.getPublic();
  }

  /** The root's key, to vouch for others than people. */
  public PrivateKey rootKey() {
    return root.getPrivate();
  }

  /** Signs by both. */
  public String signed(VideoOrder order) {
    return SignedOrder.sign(order, credential(order.issuer()), "drafter", drafter.getPrivate())
        .with("approver", approver.getPrivate())
        .text();
  }

  /** Signs by one alone. */
  public String drafted(VideoOrder order) {
    return SignedOrder.sign(order, credential(order.issuer()), "drafter", drafter.getPrivate())
        .text();
  }

  /** What the approver says of a signed order. */
  public String directed(Directive.Kind kind, String order) {
    SignedOrder signed = SignedOrder.read(order);
    return SignedDirective.sign(
            Directive.of(kind, signed, "the child was found", StoppedBoard.ZERO),
            credential(signed.unverified().issuer()),
            "approver",
            approver.getPrivate())
        .text();
  }

  private String credential(String issuer) {
    Credential credential =
        new Credential(
            issuer,
            TEXT,
            Area.circle(35.33, 139.12, 50_000),
            List.of(Purpose.values()),
            List.of(
                new Credential.Signer(
                    "drafter", "d", Role.DRAFTER, Ed25519.text(drafter.getPublic())),
                new Credential.Signer(
                    "approver", "a", Role.APPROVER, Ed25519.text(approver.getPublic()))),
            StoppedBoard.ZERO.minus(Duration.ofDays(30)),
            StoppedBoard.ZERO.plus(Duration.ofDays(30)));
    return Jws.sign(Json.bytes(credential), "root", root.getPrivate());
  }

  /** An order with a new id. */
  public VideoOrder order(Area area, TimeWindow... windows) {
    return order(Purpose.CRIME, Urgency.LIFE, area, windows);
  }

  public VideoOrder order(Purpose purpose, Urgency urgency, Area area, TimeWindow... windows) {
    orders++;
    return new VideoOrder(
        "0198d000-0000-7000-8000-%012d".formatted(orders),
        "14382",
        purpose,
        "R8-17",
        TEXT,
        TEXT,
        area,
        List.of(windows),
        Seen.INSIDE,
        urgency,
        StoppedBoard.ZERO.plus(Duration.ofHours(20)),
        3,
        Extent.FULL);
  }

  /** The same order, of another extent. */
  public VideoOrder wanting(VideoOrder order, Extent extent) {
    return new VideoOrder(
        order.id(),
        order.issuer(),
        order.purpose(),
        order.caseNumber(),
        order.title(),
        order.reason(),
        order.area(),
        order.windows(),
        order.seen(),
        order.urgency(),
        order.validUntil(),
        order.maxClips(),
        extent);
  }

  /** Seconds since boot, as a window. */
  public static TimeWindow window(double from, double to) {
    return new TimeWindow(at(from), at(to));
  }

  /** A second since boot. */
  public static Instant at(double second) {
    return StoppedBoard.ZERO.plusNanos(Math.round(second * 1e9));
  }
}
