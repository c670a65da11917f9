package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.agent.Agent;
import cetra.agent.AgentConfig;
import cetra.agent.SystemBoard;
import cetra.agent.consent.ConsentPolicy;
import cetra.agent.index.LedgerStore;
import cetra.agent.upload.UploadPolicy;
import cetra.relay.Relay;
import cetra.relay.RelayConfig;
import cetra.tools.keys.Operator;
import cetra.wire.config.ConfigFile;
import cetra.wire.geo.Area;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Pem;
import cetra.wire.log.CompactRange;
import cetra.wire.log.LogKey;
import cetra.wire.log.LogPage;
import cetra.wire.log.LogPart;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.order.Bilingual;
import cetra.wire.order.Purpose;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay that misbehaves broadcasts what it should not: the device obeys none of it. */
final class ForgedOrderIT {
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;

  @Test
  void theDeviceRefusesEachWithOneRowAndOffersNothing() throws Exception {
    Town town = new Town(CLOCK.instant(), Duration.ofSeconds(100));
    Scene scene = town.scene();
    DemoFolder files = DemoFolder.make(folder.resolve("demo"), CLOCK.instant());
    IdentityFolder issuer = files.issuer(scene.jurisdiction());
    RelayConfig config =
        ConfigFile.read(files.relay("embedded"), Map.of()).section("relay", RelayConfig.class);
    try (Relay relay = Relay.start(config, CLOCK);
        Wiretap tap = new Wiretap(folder.resolve("demo"), folder.resolve("tap"), relay.broker());
        Agent car = car(files, town, relay)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> car.recordedNanos() > 100e9);

      SignedOrder good = DemoOrder.signed(scene, issuer, CLOCK);
      List<String> broadcast =
          List.of(
              good.text(),
              good.text(),
              DemoOrder.signed(scene, foreignIssuer(scene), CLOCK).text(),
              good.text().replace("\"payload\":\"eyJp", "\"payload\":\"eyJq"),
              resigned(good, issuer, order -> expired(order)).text(),
              resigned(good, issuer, order -> tooWide(order)).text(),
              resigned(good, issuer, order -> tooLong(order)).text());
      LogKey key = LogKey.load(new IdentityFolder(config.keys()));
      CompactRange log = CompactRange.EMPTY;
      for (String text : broadcast) {
        long place = log.size();
        log = log.with(LogPart.entry(text));
        LogPage page =
            LogPage.of(
                place, log.size(), List.of(LogPart.entry(text)), key.sign(log.size(), log.root()));
        tap.say(Topics.log(DemoFolder.REGION), Json.bytes(unlogged(page)));
        tap.say(Topics.log(DemoFolder.REGION), Json.bytes(page));
      }

      await().atMost(Duration.ofSeconds(20)).until(() -> refusals(car).size() >= 6);
      assertThat(refusals(car))
          .satisfiesExactly(
              row -> assertThat(row).startsWith("REPLAYED"),
              row -> assertThat(row).startsWith("UNTRUSTED_CREDENTIAL"),
              row -> assertThat(row).startsWith("BAD_SIGNATURE"),
              row -> assertThat(row).startsWith("EXPIRED"),
              row -> assertThat(row).startsWith("AREA_TOO_LARGE"),
              row -> assertThat(row).startsWith("TIME_TOO_LONG"));
      String offers = Topics.offers(car.device());
      await().atMost(Duration.ofSeconds(20)).until(() -> offers(tap, offers) >= 1);
      assertThat(offers(tap, offers)).as("only the good order is answered").isEqualTo(1);
    }
  }

  /** A true order in the place of another, which the log's signature does not cover. */
  private static LogPage unlogged(LogPage page) {
    return LogPage.of(page.from(), page.size(), List.of(LogPart.entry("{}")), page.checkpoint());
  }

  private static long offers(Wiretap tap, String topic) {
    return tap.heard().stream().filter(message -> message.topic().equals(topic)).count();
  }

  private static List<String> refusals(Agent car) {
    return car.ledger().stream()
        .filter(row -> row.event().equals("refused"))
        .map(LedgerStore.Row::detail)
        .toList();
  }

  private static Agent car(DemoFolder files, Town town, Relay relay) throws IOException {
    CarPlan plan = town.cars(1, 1).getFirst();
    ConfigFile file =
        ConfigFile.read(
            files.car(plan, relay.broker().toString(), relay.api().toString()), Map.of());
    return Agent.start(
        file.section("agent", AgentConfig.class),
        file.section("consent", ConsentPolicy.class),
        file.section("upload", UploadPolicy.class),
        new SystemBoard(CLOCK, plan.history()),
        CLOCK);
  }

  /** An issuer whose credential another operator's root has signed. */
  private IdentityFolder foreignIssuer(Scene scene) throws IOException {
    Path keys = Files.createDirectories(folder.resolve("foreign-issuer"));
    return Operator.create(folder.resolve("foreign"), "another operator", CLOCK.instant())
        .issuer(
            keys,
            DemoFolder.ISSUER,
            new Bilingual("開成町", "Kaisei Town"),
            scene.jurisdiction(),
            List.of(Purpose.values()),
            CLOCK.instant());
  }

  private interface Change {
    VideoOrder of(VideoOrder order);
  }

  private static SignedOrder resigned(SignedOrder good, IdentityFolder issuer, Change change)
      throws IOException {
    Path keys = issuer.folder();
    return SignedOrder.sign(
            change.of(good.unverified()),
            good.credential(),
            DemoFolder.ISSUER + ".drafter",
            Pem.privateKey(keys.resolve("drafter.key"), "Ed25519"))
        .with(
            DemoFolder.ISSUER + ".approver",
            Pem.privateKey(keys.resolve("approver.key"), "Ed25519"));
  }

  private static VideoOrder expired(VideoOrder order) {
    return with(order, 1, order.area(), order.windows(), CLOCK.instant().minusSeconds(1));
  }

  private static VideoOrder tooWide(VideoOrder order) {
    return with(order, 2, Area.circle(35.3355, 139.1245, 700), order.windows(), order.validUntil());
  }

  private static VideoOrder tooLong(VideoOrder order) {
    Instant end = order.ends();
    TimeWindow long13Hours = new TimeWindow(end.minus(Duration.ofHours(13)), end);
    return with(order, 3, order.area(), List.of(long13Hours), order.validUntil());
  }

  private static VideoOrder with(
      VideoOrder order, int number, Area area, List<TimeWindow> windows, Instant validUntil) {
    return new VideoOrder(
        order.id().substring(0, 35) + Integer.toHexString(number),
        order.issuer(),
        order.purpose(),
        order.caseNumber(),
        order.title(),
        order.reason(),
        area,
        windows,
        order.seen(),
        order.urgency(),
        validUntil,
        order.maxClips(),
        order.want());
  }
}
