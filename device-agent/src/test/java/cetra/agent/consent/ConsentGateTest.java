package cetra.agent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.StoppedBoard;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipStage;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.link.OfferAgain;
import cetra.agent.link.OfferDesk;
import cetra.agent.link.Offers;
import cetra.agent.record.Footage;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.DriverPanel;
import cetra.hardware.Fix;
import cetra.wire.geo.Area;
import cetra.wire.message.Extent;
import cetra.wire.order.Certainty;
import cetra.wire.order.Purpose;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsentGateTest {
  private static final Clock NOW = Clock.fixed(Issuer.at(100), ZoneOffset.UTC);
  static final ConsentPolicy STANDING = policy(ConsentPolicy.Mode.STANDING, List.of());

  @TempDir Path folder;
  private RecordedCar car;

  @BeforeEach
  void record() throws IOException, InterruptedException {
    car = new RecordedCar(folder, 60);
  }

  @AfterEach
  void close() {
    car.close();
  }

  static ConsentPolicy policy(ConsentPolicy.Mode mode, List<PrivacyZone> zones) {
    return new ConsentPolicy(
        mode,
        List.of(Purpose.CRIME),
        List.of("14382"),
        List.of(Urgency.LIFE, Urgency.URGENT),
        Certainty.LIKELY,
        0,
        0,
        5,
        zones);
  }

  /** A clip of these seconds for an order, as the inbox would hold it. */
  private Clip matched(VideoOrder order, double from, double to) {
    return matched(order, from, to, Certainty.LIKELY);
  }

  private Clip matched(VideoOrder order, double from, double to, Certainty certainty) {
    car.receive(car.issuer.signed(order));
    OrderStore.Entry entry = car.orders.due(Issuer.at(100)).orElseThrow();
    car.orders.settle(entry, OrderStore.State.MATCHED, "");
    Clip clip =
        Clip.matched(
            "clip of " + order.id(),
            order.id(),
            order.issuer(),
            RecordedCar.BOOT,
            Math.round(from * 1e9),
            Math.round(to * 1e9),
            certainty,
            order.validUntil());
    car.clips.add(clip);
    return clip;
  }

  private VideoOrder order() {
    return car.issuer.order(RecordedCar.around(30, 100), Issuer.window(0, 60));
  }

  private void ask(ConsentPolicy policy, String panel, Clock clock) throws Exception {
    try (DriverPanel device =
        Driver.open(DriverPanel.class, DeviceSpec.parse(panel), new WakingBoard())) {
      ConsentGate gate =
          new ConsentGate(car.database, policy, device, () -> DriverPanel.Light.RECORDING, clock);
      while (new ClipStage(gate, car.clips, NOW).work()) {
        // until nothing is due
      }
    }
    OfferDesk desk =
        new OfferDesk(
            car.database,
            new Offers(car.track, car.orders, car.outbox, RecordedCar.NAME, RecordedCar.LINK, NOW),
            NOW);
    while (new ClipStage(desk, car.clips, NOW).work()) {
      // until nothing is due
    }
  }

  /** A board on which an hour passes with every look at the clock, so that nobody waits. */
  private static final class WakingBoard implements cetra.hardware.BoardClock {
    private long hours;

    @Override
    public long nanos() {
      return ++hours * 3_600_000_000_000L;
    }

    @Override
    public java.time.Instant utc() {
      return StoppedBoard.ZERO;
    }
  }

  private void declined(String why) {
    assertThat(car.clips.counts()).containsOnlyKeys(Clip.State.DECLINED);
    assertThat(car.outbox.waiting()).isZero();
    assertThat(car.ledger.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.event()).isEqualTo("declined");
              assertThat(row.detail()).contains(why);
            });
  }

  @Test
  void whatThePolicyGivesIsOfferedAndInTheLedger() throws Exception {
    matched(order(), 25, 35);
    ask(STANDING, "simulated:", NOW);
    assertThat(car.clips.counts()).containsOnlyKeys(Clip.State.OFFERED);
    assertThat(car.outbox.waiting()).isEqualTo(1);
    assertThat(car.ledger.rows())
        .extracting(LedgerStore.Row::event)
        .containsExactly("consented", "offered");
    assertThat(car.ledger.firstBroken()).isEqualTo(-1);
  }

  /** Each is offered by itself, and both leave together. */
  @Test
  void ofWhatIsLongAPreviewGoesAhead() throws Exception {
    matched(order(), 12, 48);
    ask(STANDING, "simulated:", NOW);
    List<String> offers =
        car.database.list(
            "SELECT CAST(payload AS TEXT) FROM outbox ORDER BY rowid", row -> row.getString(1));
    assertThat(offers).hasSize(2);
    assertThat(offers.getFirst()).contains("\"extent\":\"preview\"");
    assertThat(offers.getLast()).doesNotContain("extent");
    assertThat(car.database.list("SELECT DISTINCT due_ms FROM outbox", row -> row.getLong(1)))
        .hasSize(1);
  }

  @Test
  void ofAnOrderThatWantsAPreviewNothingElseIsOffered() throws Exception {
    matched(car.issuer.wanting(order(), Extent.PREVIEW), 12, 48);
    ask(STANDING, "simulated:", NOW);
    assertThat(car.clips.given()).extracting(Clip::extent).containsExactly(Extent.PREVIEW);
  }

  @Test
  void anOfferNamesTheRangeAndNeverTheClipThatWasAskedAbout() throws Exception {
    Clip asked = matched(order(), 25, 35);
    ask(STANDING, "simulated:", NOW);
    String offer =
        car.database
            .first("SELECT CAST(payload AS TEXT) FROM outbox", row -> row.getString(1))
            .orElseThrow();
    assertThat(offer)
        .contains("\"from\":\"" + Issuer.at(25) + "\"", "\"to\":\"" + Issuer.at(35) + "\"")
        .contains(asked.orderId())
        .doesNotContain(asked.id(), "139.", "35.33");
  }

  @Test
  void whatThePolicyDoesNotGiveIsDeclinedAndNothingLeaves() throws Exception {
    VideoOrder traffic =
        car.issuer.order(
            Purpose.TRAFFIC, Urgency.LIFE, RecordedCar.around(30, 100), Issuer.window(0, 60));
    matched(traffic, 25, 35);
    ask(STANDING, "simulated:?answer=yes", NOW);
    declined("not for TRAFFIC");
  }

  @ParameterizedTest
  @CsvSource({
    "simulated:?answer=no, the owner did not say yes",
    "simulated:?answer=silence, the owner did not say yes",
    "simulated:?answer=yes&after=6, the owner did not say yes"
  })
  void whoDoesNotSayYesInTimeSaysNo(String panel, String why) throws Exception {
    matched(order(), 25, 35);
    ask(policy(ConsentPolicy.Mode.PER_ORDER, List.of()), panel, NOW);
    declined(why);
  }

  @Test
  void theOwnersYesIsConsent() throws Exception {
    matched(order(), 25, 35);
    ask(policy(ConsentPolicy.Mode.PER_ORDER, List.of()), "simulated:?answer=yes", NOW);
    assertThat(car.clips.counts()).containsOnlyKeys(Clip.State.OFFERED);
  }

  @Test
  void aYesThatComesAfterTheOrdersTimeOffersNothing() throws Exception {
    Clip clip = matched(order(), 25, 35);
    try (DriverPanel panel =
        new DriverPanel() {
          @Override
          public void show(Light light) {
            // nobody looks
          }

          @Override
          public Answer ask(String question, java.time.Duration patience) {
            assertThat(question).contains("交差点の映像", "Video of the crossing");
            car.clips.expire(clip.expires());
            return Answer.YES;
          }

          @Override
          public void close() {
            // holds nothing
          }
        }) {
      new ConsentGate(
              car.database,
              policy(ConsentPolicy.Mode.PER_ORDER, List.of()),
              panel,
              () -> DriverPanel.Light.RECORDING,
              NOW)
          .work(clip);
    }
    ask(STANDING, "simulated:", NOW);
    assertThat(car.clips.counts()).containsOnlyKeys(Clip.State.EXPIRED);
    assertThat(car.outbox.waiting()).isZero();
  }

  @Test
  void theHoursAreThoseOfTheOwnersZone() throws Exception {
    matched(order(), 25, 35); // noon in UTC, nine in the evening in Tokyo
    ConsentPolicy day =
        new ConsentPolicy(
            ConsentPolicy.Mode.STANDING,
            List.of(Purpose.CRIME),
            List.of(),
            List.of(Urgency.LIFE),
            Certainty.LIKELY,
            8,
            20,
            5,
            List.of());
    ask(day, "simulated:", NOW.withZone(ZoneId.of("Asia/Tokyo")));
    declined("not of 21 o'clock");
  }

  @Test
  void whatIsLessSureThanTheOwnerWantsIsNotGiven() throws Exception {
    matched(order(), 25, 35, Certainty.POSSIBLE);
    ask(STANDING, "simulated:", NOW);
    declined("not when it is only possible");
  }

  @Test
  void aPrivacyZoneIsCutOutWithAMargin() throws Exception {
    // the road runs through the northern edge of the zone, from second 24 to second 36
    PrivacyZone zone = new PrivacyZone(35.33 + 0.0022, 139.12 + 30 * 0.00011, 250);
    matched(order(), 12, 48);
    ask(policy(ConsentPolicy.Mode.STANDING, List.of(zone)), "simulated:", NOW);
    List<Clip> parts =
        car
            .database
            .list("SELECT id FROM clip ORDER BY from_nanos", row -> row.getString(1))
            .stream()
            .flatMap(id -> car.clips.find(id).stream())
            .toList();
    assertThat(parts).hasSize(2).allMatch(part -> part.state() == Clip.State.OFFERED);
    Clip before = parts.get(0);
    Clip after = parts.get(1);
    assertThat(before.fromNanos()).isBetween(15_000_000_000L, 16_100_000_000L);
    assertThat(metresFromZone(zone, before.toNanos())).isGreaterThan(250 + 2);
    assertThat(metresFromZone(zone, after.fromNanos())).isGreaterThan(250 + 2);
    assertThat(before.toNanos()).isBetween(19_000_000_000L, 21_000_000_000L);
    assertThat(after.fromNanos()).isBetween(41_000_000_000L, 43_000_000_000L);
    assertThat(after.toNanos()).isLessThanOrEqualTo(46_000_000_000L);
    assertThat(car.ledger.rows())
        .extracting(LedgerStore.Row::detail)
        .anyMatch(detail -> detail.matches("2 part\\(s\\), 2[0-9] s are private"));
  }

  private static double metresFromZone(PrivacyZone zone, long nanos) {
    double east = 139.12 + nanos / 1e9 * 0.00011;
    return net.sf.geographiclib.Geodesic.WGS84.Inverse(
            zone.latitude(), zone.longitude(), 35.33, east)
        .s12;
  }

  @Test
  void theFirstAndLastHundredMetresAreNeverGiven() throws Exception {
    matched(order(), 0, 60);
    ask(STANDING, "simulated:", NOW);
    Clip part =
        car.clips
            .find(car.database.first("SELECT id FROM clip", row -> row.getString(1)).orElseThrow())
            .orElseThrow();
    // ten metres a second: beyond a hundred metres after eleven fixes, and five seconds of margin
    assertThat(part.fromNanos()).isBetween(15_000_000_000L, 16_100_000_000L);
    assertThat(part.toNanos()).isBetween(44_900_000_000L, 46_100_000_000L);
  }

  private List<Clip> partsAround(double from, double to, List<PrivacyZone> zones) throws Exception {
    matched(order(), from, to);
    ask(policy(ConsentPolicy.Mode.STANDING, zones), "simulated:", NOW);
    return car
        .database
        .list("SELECT id FROM clip ORDER BY from_nanos", row -> row.getString(1))
        .stream()
        .flatMap(id -> car.clips.find(id).stream())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"true, 21", "false, 44"})
  void whoHasAZoneGivesNothingOfTheReceiversSilence(boolean zone, long ends) throws Exception {
    car.close();
    List<Fix> fixes =
        Footage.fixes(60).stream()
            .filter(fix -> fix.nanos() <= 24_000_000_000L || fix.nanos() >= 40_000_000_000L)
            .toList();
    car = new RecordedCar(folder.resolve("tunnel"), Footage.packets(60), fixes, 60);
    List<Clip> parts =
        partsAround(12, 44, zone ? List.of(new PrivacyZone(36, 140, 250)) : List.of());
    assertThat(parts).singleElement().extracting(Clip::fromNanos).isEqualTo(15_000_000_000L);
    assertThat(parts.getFirst().toNanos()).isEqualTo(ends * 1_000_000_000L);
  }

  @Test
  void whatWasAnsweredSinceIsNotOfferedAgain() throws Exception {
    Clip offered = partsAround(25, 35, List.of()).getFirst();
    assertThat(car.outbox.waiting()).isEqualTo(1);
    Offers offers =
        new Offers(car.track, car.orders, car.outbox, RecordedCar.NAME, RecordedCar.LINK, NOW);
    OfferAgain again = new OfferAgain(car.database, offers, NOW);
    car.clips.answered(offered.id(), true);
    again.work(offered);
    assertThat(car.outbox.waiting()).isEqualTo(1);
    assertThat(car.clips.due(Clip.State.GRANTED, NOW.instant())).isPresent();
  }

  @Test
  void whatIsPrivateThroughoutIsDeclined() throws Exception {
    matched(order(), 2, 9);
    ask(STANDING, "simulated:", NOW);
    declined("all of it is private");
  }

  @Test
  void aTripOfWhichNoPlaceIsKnownIsPrivate() throws Exception {
    car.database.update("UPDATE segment SET track = x''");
    matched(order(), 25, 35);
    ask(STANDING, "simulated:", NOW);
    declined("all of it is private");
  }

  @Test
  void anOfferThatIsNotUrgentLeavesAtARandomMomentOfItsWindow() throws Exception {
    for (int i = 0; i < 20; i++) {
      matched(
          car.issuer.order(
              Purpose.CRIME, Urgency.URGENT, Area.circle(35.33, 139.123, 50), Issuer.window(0, 60)),
          25,
          35);
    }
    ask(STANDING, "simulated:", NOW);
    List<Long> due = car.database.list("SELECT due_ms FROM outbox", row -> row.getLong(1));
    long now = NOW.millis();
    assertThat(due).hasSize(20).allMatch(at -> at >= now && at < now + 20_000);
    assertThat(due.stream().distinct().count()).isGreaterThan(15);
  }
}
