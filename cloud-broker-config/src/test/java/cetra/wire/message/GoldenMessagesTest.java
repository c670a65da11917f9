package cetra.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.wire.evidence.Interruption;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.geo.Area;
import cetra.wire.hash.Hash;
import cetra.wire.key.JointJws;
import cetra.wire.log.CommitmentEntry;
import cetra.wire.log.CommitmentProof;
import cetra.wire.log.LogCredential;
import cetra.wire.log.LogPage;
import cetra.wire.log.LogPart;
import cetra.wire.log.SignedCheckpoint;
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
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that changes here breaks peers in the field: append fields, never change them. */
final class GoldenMessagesTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final String ORDER = "0198d000-0000-7000-8000-000000000001";
  private static final String OFFER = "3f6f0d0e-74a5-4f5e-9a0d-1c9f6f3f2b11";
  private static final Hash HASH = Hash.parse("ab".repeat(32));
  private static final Bilingual TEXT = new Bilingual("交差点の映像", "Video of the crossing");

  /** What is signed is read for years; it has no version but its fields. */
  private static final List<String> SIGNED =
      List.of(
          "video-order",
          "credential",
          "signed-order",
          "directive",
          "signed-directive",
          "log-credential",
          "commitment-proof",
          "manifest");

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of("grant", Grant.of(OFFER, true, NOW)),
        Arguments.of(
            "offer",
            Offer.of(OFFER, ORDER, NOW, NOW.plusSeconds(30), 500, "likely", 7_000_000)
                .over(new LinkState(true, false, false, 250_000_000L))),
        Arguments.of(
            "device-status", DeviceStatus.of("cetra-agent 0.1.0", RecorderState.CARD_READ_ONLY)),
        Arguments.of("log-page", page()),
        Arguments.of("commitment", Commitment.of(HASH)),
        Arguments.of("commitment-entry", CommitmentEntry.of(HASH, 2, NOW)),
        Arguments.of("commitment-proof", proof()),
        Arguments.of("order-accepted", OrderAnswer.accepted(ORDER, 7)),
        Arguments.of(
            "order-refused", OrderAnswer.refused("AREA_TOO_LARGE", "1.30 km²; at most 1.29")),
        Arguments.of(
            "order-event", OrderEvent.of(ORDER, OrderEvent.Step.SEARCHING, NOW, null, null)),
        Arguments.of(
            "clip-event",
            OrderEvent.of(ORDER, OrderEvent.Step.QUARANTINED, NOW, OFFER, "fragment 3")),
        Arguments.of("video-order", order()),
        Arguments.of("credential", credential()),
        Arguments.of(
            "signed-order",
            new SignedOrder(
                "h.p.s",
                new JointJws(
                    "cGF5bG9hZA",
                    List.of(
                        new JointJws.Signature("aDE", "czE"),
                        new JointJws.Signature("aDI", "czI"))))),
        Arguments.of("directive", directive()),
        Arguments.of(
            "signed-directive",
            new SignedDirective(
                "h.p.s",
                new JointJws("cGF5bG9hZA", List.of(new JointJws.Signature("aDE", "czE"))))),
        Arguments.of("log-credential", new LogCredential("relay/orders", "A".repeat(43), NOW, NOW)),
        Arguments.of("segment-head", head()),
        Arguments.of("manifest", manifest()));
  }

  private static Directive directive() {
    return new Directive(
        Directive.Kind.RECALL, ORDER, "14382", HASH.toString(), "the child was found", NOW);
  }

  private static LogPage page() {
    return LogPage.of(
        4,
        9,
        List.of(LogPart.subtree(2, HASH), LogPart.entry("{\"credential\":\"…\"}")),
        checkpoint());
  }

  private static VideoOrder order() {
    return new VideoOrder(
        ORDER,
        "14382",
        Purpose.MISSING_PERSON,
        "R8-17",
        TEXT,
        TEXT,
        Area.circle(35.33, 139.12, 250),
        List.of(new TimeWindow(NOW.minusSeconds(600), NOW)),
        Seen.IN_VIEW,
        Urgency.LIFE,
        NOW.plusSeconds(3600),
        3,
        Extent.FULL);
  }

  private static Credential credential() {
    return new Credential(
        "14382",
        TEXT,
        Area.circle(35.33, 139.12, 10_000),
        List.of(Purpose.CRIME, Purpose.WATCH),
        List.of(new Credential.Signer("drafter", "署名者", Role.DRAFTER, "A".repeat(43))),
        NOW,
        NOW.plusSeconds(3600));
  }

  private static SegmentHead head() {
    return new SegmentHead(
        1,
        "car0000000000001",
        OFFER,
        42,
        20,
        HASH,
        HASH,
        SegmentHead.NONE,
        1,
        2,
        NOW,
        500L,
        "gnss",
        false,
        Interruption.CAMERA);
  }

  private static Manifest manifest() {
    return new Manifest(
        Manifest.FORMAT,
        ORDER,
        OFFER,
        "car0000000000001",
        "generated:",
        "cetra-agent 0.1.0",
        "software",
        NOW,
        NOW.plusSeconds(10),
        new Manifest.TimeBase(OFFER, NOW.minusSeconds(60), 500, "gnss"),
        HASH,
        700,
        90_000,
        List.of(
            new Manifest.Piece(
                head().text(),
                "c2ln",
                List.of(new Manifest.Proof(3, 900, HASH, List.of(HASH))),
                1,
                new Manifest.Committed(0, 1, List.of(HASH)))),
        List.of(new Manifest.Gap(1, 2, "no video")),
        List.of("MIIB"),
        List.of("MIIC"),
        List.of(new Manifest.LoggedCommitment(HASH, 2, proof())),
        null);
  }

  private static CommitmentProof proof() {
    return new CommitmentProof(
        0,
        List.of(HASH),
        CommitmentEntry.of(HASH, 2, NOW).text(),
        8,
        List.of(HASH, HASH),
        checkpoint());
  }

  private static SignedCheckpoint checkpoint() {
    return new SignedCheckpoint("h.p.s", "relay/orders\n9\n…\n\n\u2014 relay/orders …\n");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void isWrittenAsItsGoldenFile(String name, Object message) throws IOException {
    assertThat(Json.text(message)).isEqualTo(golden(name));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void itsGoldenFileIsReadBack(String name, Object message) throws IOException {
    assertThat(Json.read(golden(name), message.getClass())).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aFieldOfANewerPeerIsIgnored(String name, Object message) throws IOException {
    ObjectNode json = (ObjectNode) Json.mapper().readTree(golden(name));
    json.putObject("addedLater").put("x", 1);
    assertThat(Json.read(Json.text(json), message.getClass())).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void anotherVersionIsRefusedWithTheOneThatIsSpoken(String name, Object message)
      throws IOException {
    ObjectNode json = (ObjectNode) Json.mapper().readTree(golden(name));
    boolean versioned = json.has("v");
    assertThat(versioned || SIGNED.contains(name)).isTrue();
    if (versioned) {
      String newer = Json.text(json.put("v", 2));
      assertThatThrownBy(() -> Json.read(newer, message.getClass()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("version 2");
    }
  }

  @Test
  void aMessageOfVersionTwoNamesTheVersionSpoken() {
    assertThatThrownBy(
            () -> Json.read("{\"v\":2,\"software\":\"x\",\"recording\":true}", DeviceStatus.class))
        .hasMessageContaining("version 2; spoken here is 1");
  }

  @Test
  void errorsNameTheMessageAndThePlace() {
    assertThatThrownBy(
            () ->
                Json.read(
                    "{\"v\":1,\"parts\":[{\"height\":-1,\"root\":\"" + HASH + "\"}]}",
                    LogPage.class))
        .hasMessageContaining("LogPage at 'parts.0")
        .hasMessageContaining("height -1");
    assertThatThrownBy(() -> Json.read("{\"v\":1} x", Grant.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.read("null", Grant.class))
        .isInstanceOf(IllegalArgumentException.class);
    // what looks like the beginning of UTF-32 and is none
    assertThatThrownBy(
            () -> Json.read(new byte[] {0, 0, 0, '{', 0x61, 0x6d, 0x69, 0x66}, Grant.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.read("[".repeat(65), Grant.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            GoldenMessagesTest.class.getResourceAsStream("/golden/" + name + ".json"), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
