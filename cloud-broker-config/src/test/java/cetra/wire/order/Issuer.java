package cetra.wire.order;

import cetra.wire.geo.Area;
import cetra.wire.key.Ed25519;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A municipality with its people, and the operator's root that vouches for it. */
final class Issuer {
  static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  static final Area TOWN = Area.circle(35.33, 139.12, 10_000);
  static final Bilingual TEXT = new Bilingual("交差点の映像", "Video of the crossing");

  private static final KeyPair ROOT = IdentityFolder.newEvidenceKey();
  final KeyPair drafter = IdentityFolder.newEvidenceKey();
  final KeyPair approver = IdentityFolder.newEvidenceKey();

  static PublicKey root() {
    return ROOT.getPublic();
  }

  static Credential.Signer signer(String keyId, Role role, KeyPair key) {
    return new Credential.Signer(keyId, "the " + keyId, role, Ed25519.text(key.getPublic()));
  }

  Credential credential() {
    return credential("14382", List.of(Purpose.values()), NOW.minusSeconds(1), NOW.plusSeconds(1));
  }

  Credential credential(String issuer, List<Purpose> purposes, Instant from, Instant until) {
    List<Credential.Signer> signers =
        List.of(
            signer("drafter", Role.DRAFTER, drafter), signer("approver", Role.APPROVER, approver));
    return new Credential(issuer, TEXT, TOWN, purposes, signers, from, until);
  }

  static String vouched(Credential credential) {
    return Jws.sign(Json.bytes(credential), "root", ROOT.getPrivate());
  }

  /** An order signed by both. */
  String signed(VideoOrder order) {
    return signed(order, credential());
  }

  String signed(VideoOrder order, Credential credential) {
    return byDrafter(order, credential).with("approver", approver.getPrivate()).text();
  }

  SignedOrder byDrafter(VideoOrder order, Credential credential) {
    return SignedOrder.sign(order, vouched(credential), "drafter", drafter.getPrivate());
  }

  static VideoOrder order() {
    return order(Purpose.CRIME, Urgency.URGENT, Area.circle(35.33, 139.12, 100), past(1));
  }

  static VideoOrder order(Purpose purpose, Urgency urgency, Area area, TimeWindow... windows) {
    return order(purpose, urgency, area, NOW.plus(Duration.ofDays(1)), windows);
  }

  static VideoOrder order(
      Purpose purpose, Urgency urgency, Area area, Instant validUntil, TimeWindow... windows) {
    return new VideoOrder(
        "0198d000-0000-7000-8000-000000000001",
        "14382",
        purpose,
        "R8-17",
        TEXT,
        TEXT,
        area,
        Arrays.asList(windows),
        Seen.INSIDE,
        urgency,
        validUntil,
        3,
        Extent.FULL);
  }

  /** A window of some hours that ended an hour ago. */
  static TimeWindow past(int hours) {
    Instant end = NOW.minus(Duration.ofHours(1));
    return new TimeWindow(end.minus(Duration.ofHours(hours)), end);
  }
}
