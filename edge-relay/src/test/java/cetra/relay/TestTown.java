package cetra.relay;

import cetra.relay.vault.Retention;
import cetra.wire.geo.Area;
import cetra.wire.key.Authority;
import cetra.wire.key.Ed25519;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
import cetra.wire.key.KeyFile;
import cetra.wire.log.LogKey;
import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import cetra.wire.message.Offer;
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
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys, people, orders and offers of a small town, all real. */
public final class TestTown {
  public static final String ISSUER = "13104";
  public static final String REGION = "tokyo";
  public static final String RELAY = "relay00000000001";
  public static final double LATITUDE = 35.6938;
  public static final double LONGITUDE = 139.7034;

  private final Path folder;
  private final Authority authority;
  private final Path rootFile;
  private final KeyPair root = IdentityFolder.newEvidenceKey();
  private final KeyPair drafter = IdentityFolder.newEvidenceKey();
  private final KeyPair approver = IdentityFolder.newEvidenceKey();

  /** An instant about now; windows of orders end before it. */
  public final Instant now = Instant.now();

  public TestTown(Path folder) throws IOException {
    this.folder = folder;
    this.authority = Authority.create("test authority", now);
    this.rootFile = folder.resolve("operator.pub");
    KeyFile.write(rootFile, root.getPublic());
  }

  public Authority authority() {
    return authority;
  }

  public KeyPair root() {
    return root;
  }

  public IdentityFolder relay() throws IOException {
    IdentityFolder keys =
        IdentityFolder.tls(
            folder.resolve("keys-relay"),
            RELAY,
            "relay",
            List.of("127.0.0.1", "localhost"),
            authority,
            rootFile,
            now);
    LogKey.make(keys.folder(), RELAY + "/orders", root.getPrivate(), now);
    return keys;
  }

  /** What a signer says of an order. */
  public String directed(Directive.Kind kind, String signedOrder) {
    return SignedDirective.sign(
            Directive.of(kind, SignedOrder.read(signedOrder), "the child was found", now),
            credential(),
            "approver",
            approver.getPrivate())
        .text();
  }

  /** An order that was too urgent to wait for its second signature. */
  public String signedByOne(VideoOrder order) {
    return SignedOrder.sign(order, credential(), "drafter", drafter.getPrivate()).text();
  }

  public IdentityFolder issuer(String code) throws IOException {
    return IdentityFolder.tls(
        folder.resolve("keys-" + code), code, "issuer", List.of(), authority, rootFile, now);
  }

  /** Anybody's keys. */
  public IdentityFolder client(String name, String unit) throws IOException {
    return IdentityFolder.tls(
        folder.resolve("keys-" + name), name, unit, List.of(), authority, rootFile, now);
  }

  public static String deviceName(int number) {
    return "car%013d".formatted(number);
  }

  public IdentityFolder device(int number) throws IOException {
    String name = deviceName(number);
    return IdentityFolder.device(folder.resolve("keys-" + name), name, authority, rootFile, now);
  }

  public RelayConfig config(String broker) {
    return config(broker, 1);
  }

  public RelayConfig config(String broker, long diskFloorMegabytes) {
    return config(broker, diskFloorMegabytes, 1000);
  }

  public RelayConfig config(String broker, long diskFloorMegabytes, int grantsAtOnce) {
    return new RelayConfig(
        folder.resolve("data"),
        folder.resolve("keys-relay"),
        REGION,
        "127.0.0.1",
        0,
        0,
        broker,
        0,
        64,
        100,
        grantsAtOnce,
        0,
        diskFloorMegabytes,
        5,
        "",
        folder,
        retention(30).days());
  }

  /** So many days for every purpose. */
  public static Retention retention(int days) {
    return new Retention(Stream.of(Purpose.values()).collect(Collectors.toMap(p -> p, p -> days)));
  }

  public TimeWindow window() {
    return new TimeWindow(now.minusSeconds(600), now.minusSeconds(300));
  }

  public VideoOrder order(int maxClips, Urgency urgency, Instant validUntil) {
    return order(maxClips, urgency, validUntil, Extent.FULL);
  }

  public VideoOrder order(int maxClips, Urgency urgency, Instant validUntil, Extent want) {
    return new VideoOrder(
        "0190%04x-%04x-7%03x-8%03x-%012x"
            .formatted(bits(16), bits(16), bits(12), bits(12), bits(48)),
        ISSUER,
        Purpose.TRAFFIC,
        "case-1",
        new Bilingual("事故", "accident"),
        new Bilingual("交差点の事故", "accident at the crossing"),
        Area.circle(LATITUDE, LONGITUDE, 100),
        List.of(window()),
        Seen.INSIDE,
        urgency,
        validUntil,
        maxClips,
        want);
  }

  public VideoOrder order(int maxClips) {
    return order(maxClips, Urgency.ROUTINE, now.plus(Duration.ofHours(2)));
  }

  public String signed(VideoOrder order) {
    return signed(order, drafter, approver);
  }

  /** The order, signed by somebody whom the credential does not know. */
  public String forged(VideoOrder order) {
    return signed(order, drafter, IdentityFolder.newEvidenceKey());
  }

  public Offer offer(VideoOrder order, SyntheticClip clip, String offerId, Instant from) {
    return Offer.of(offerId, order.id(), from, clip.to(), 20, "likely", 100_000);
  }

  public Offer offer(VideoOrder order) {
    return offer(order, 100_000);
  }

  public Offer offer(VideoOrder order, long octets) {
    Instant from = window().from().plusSeconds(60);
    return Offer.of(newOfferId(), order.id(), from, from.plusSeconds(3), 20, "likely", octets);
  }

  /** What a device seals for an offer. */
  public SyntheticClip clip(IdentityFolder device, Offer offer) {
    return new SyntheticClip(
        device, offer.orderId(), offer.offerId(), offer.from(), 6, LATITUDE, LONGITUDE);
  }

  public static String newOfferId() {
    return UUID.randomUUID().toString();
  }

  private String signed(VideoOrder order, KeyPair first, KeyPair second) {
    return SignedOrder.sign(order, credential(), "drafter", first.getPrivate())
        .with("approver", second.getPrivate())
        .text();
  }

  private String credential() {
    Credential credential =
        new Credential(
            ISSUER,
            new Bilingual("新宿区", "Shinjuku City"),
            Area.circle(LATITUDE, LONGITUDE, 5000),
            List.of(Purpose.values()),
            List.of(
                signer("drafter", Role.DRAFTER, drafter),
                signer("approver", Role.APPROVER, approver)),
            now.minus(Duration.ofDays(1)),
            now.plus(Duration.ofDays(30)));
    return Jws.sign(Json.bytes(credential), "root", root.getPrivate());
  }

  private static Credential.Signer signer(String id, Role role, KeyPair key) {
    return new Credential.Signer(id, id, role, Ed25519.text(key.getPublic()));
  }

  private static long bits(int count) {
    return ThreadLocalRandom.current().nextLong(1L << count);
  }
}
