package cetra.agent.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.StoppedBoard;
import cetra.agent.match.Match;
import cetra.agent.match.OrderMatcher;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.Footage;
import cetra.agent.record.Ring;
import cetra.agent.record.SegmentName;
import cetra.agent.record.TrackFeed;
import cetra.agent.record.UtcEstimate;
import cetra.wire.order.Certainty;
import cetra.wire.order.VideoOrder;
import cetra.wire.order.View;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClipIndexTest {
  @TempDir Path folder;

  private static List<String> content(Database database) {
    List<String> rows =
        new java.util.ArrayList<>(
            database.list(
                "SELECT segment || boot || init || from_nanos || ' ' || to_nanos || ' ' || bytes"
                    + " || hex(track) FROM segment ORDER BY segment",
                row -> row.getString(1)));
    rows.addAll(
        database.list(
            "SELECT segment || ' ' || min_lon || ' ' || max_lon || ' ' || min_lat || ' ' || max_lat"
                + " || ' ' || min_seconds || ' ' || max_seconds FROM track ORDER BY segment",
            row -> row.getString(1)));
    return rows;
  }

  private static void complete(Database database, Ring ring) throws InterruptedException {
    try (ClipIndex index = new ClipIndex(database, ring, StoppedBoard.CLOCK)) {
      index.awaitComplete();
    }
  }

  @Test
  void theRingAloneRebuildsTheIndex() throws Exception {
    try (RecordedCar car = new RecordedCar(folder, 33);
        Database lost = ClipIndex.open(folder.resolve("new.sqlite"));
        ClipIndex rebuilt = new ClipIndex(lost, car.ring, StoppedBoard.CLOCK)) {
      rebuilt.awaitComplete();
      assertThat(content(lost)).hasSize(8).isEqualTo(content(car.database));
      assertThat(rebuilt.name(2)).contains(new SegmentName(2, RecordedCar.BOOT));
      assertThat(rebuilt.name(4)).isEmpty();
    }
  }

  @Test
  void whatWasClosedAfterTheIndexWasLostIsAddedAndWhatIsGoneIsTakenOut() throws Exception {
    try (RecordedCar car = new RecordedCar(folder, 33)) {
      List<String> complete = content(car.database);
      car.database.update("DELETE FROM segment WHERE segment = 3");
      car.database.update("DELETE FROM track WHERE segment = 3");
      complete(car.database, car.ring);
      assertThat(content(car.database)).isEqualTo(complete);
      Files.delete(car.ring.file(new SegmentName(0, RecordedCar.BOOT)));
      complete(car.database, car.ring);
      assertThat(content(car.database)).hasSize(6).allMatch(row -> !row.startsWith("0"));
    }
  }

  private static List<Match> seen(RecordedCar car, Database database) {
    VideoOrder order = car.issuer.order(RecordedCar.around(20, 30), Issuer.window(0, 33));
    return new OrderMatcher(new TrackStore(database), View.USUAL).search(order.scene()).matches();
  }

  @Test
  void footageOfAnOlderBootMatchesAgainAfterTheIndexIsLost() throws Exception {
    try (RecordedCar car = new RecordedCar(folder, 33);
        Database lost = ClipIndex.open(folder.resolve("new.sqlite"))) {
      complete(lost, car.ring);
      assertThat(seen(car, lost)).isNotEmpty().isEqualTo(seen(car, car.database));
    }
  }

  /** A power cut has left one segment whose head knows no time; its fixes do. */
  @Test
  void aRecoveredSegmentsFixesTellTheTimeOfItsBoot() throws Exception {
    try (RecordedCar car = new RecordedCar(folder, 33);
        Database lost = ClipIndex.open(folder.resolve("new.sqlite"))) {
      for (SegmentName name : car.ring.segments()) {
        Path file = car.ring.file(name);
        if (name.segment() == 2) {
          byte[] octets = Files.readAllBytes(file);
          Path torn = file.resolveSibling(name.closed() + ".part");
          Files.write(torn, Arrays.copyOf(octets, octets.length - 200));
        }
        Files.delete(file);
      }
      Ring recovered = Ring.open(car.ringFolder, 1L << 30, 0, RecordedCar.NAME, car.key);
      complete(lost, recovered);
      assertThat(new TrackStore(lost).boot(RecordedCar.BOOT))
          .contains(new UtcEstimate(StoppedBoard.ZERO, 1000, "gnss"));
    }
  }

  /** In its head, and in a page that nobody reads for long. */
  @ParameterizedTest
  @ValueSource(longs = {0, 4096 * 3})
  void aDamagedDatabaseIsPutAsideAndBegunAnew(long at) throws Exception {
    Path file = folder.resolve("index.sqlite");
    try (Database database = ClipIndex.open(file)) {
      new LedgerStore(database)
          .append(new LedgerStore.Row(StoppedBoard.ZERO, "order", "consented", ""));
    }
    byte[] octets = Files.readAllBytes(file);
    Arrays.fill(octets, (int) at, (int) at + 200, (byte) 0x5a);
    Files.write(file, octets);
    try (Database database = ClipIndex.open(file)) {
      assertThat(new LedgerStore(database).rows()).isEmpty();
    }
    assertThat(folder.resolve("index.sqlite.damaged-1")).hasBinaryContent(octets);
    Files.write(file, octets);
    ClipIndex.open(file).close();
    assertThat(folder.resolve("index.sqlite.damaged-2")).exists();
  }

  @Test
  void aSegmentThatCannotBeReadDoesNotKeepTheOthersOut() throws Exception {
    try (RecordedCar car = new RecordedCar(folder, 33);
        Database lost = ClipIndex.open(folder.resolve("new.sqlite"))) {
      Files.write(car.ring.file(new SegmentName(1, RecordedCar.BOOT)), new byte[99]);
      try (ClipIndex rebuilt = new ClipIndex(lost, car.ring, StoppedBoard.CLOCK)) {
        rebuilt.awaitComplete();
        assertThat(rebuilt.name(0)).isPresent();
        assertThat(rebuilt.name(1)).isEmpty();
        assertThat(rebuilt.name(3)).isPresent();
      }
    }
  }

  /** Others fill the card: no segment is ever closed, and yet room must be made. */
  @Test
  void roomIsMadeEvenWhenNoSegmentIsClosed() throws Exception {
    try (RecordedCar car = new RecordedCar(folder, 33)) {
      car.clips.add(
          Clip.matched(
              "held",
              "o",
              "i",
              RecordedCar.BOOT,
              1,
              2,
              Certainty.LIKELY,
              car.board.utc().plusSeconds(9)));
      Ring full = Ring.open(car.ringFolder, 0, 0, RecordedCar.NAME, car.key);
      try (ClipIndex index = new ClipIndex(car.database, full, StoppedBoard.CLOCK)) {
        await().atMost(Duration.ofSeconds(20)).until(() -> full.segments().size() == 2);
        await().atMost(Duration.ofSeconds(5)).until(() -> index.name(1).isEmpty());
        assertThat(index.name(0)).as("held").isPresent();
        assertThat(index.name(2)).isEmpty();
        assertThat(index.name(3)).as("newest").isPresent();
      }
    }
  }

  @Test
  void aNewRunsSegmentsJoinTheIndexAsTheyAreClosed() throws Exception {
    String boot = "77777777-74a5-4f5e-9a0d-1c9f6f3f2b11";
    try (RecordedCar car = new RecordedCar(folder, 11);
        ClipIndex index = new ClipIndex(car.database, car.ring, StoppedBoard.CLOCK)) {
      ClockDiscipline clock = new ClockDiscipline(car.board, utc -> {});
      try (TrackFeed feed = Footage.feed(Footage.fixes(11), clock)) {
        Footage.record(car.ring, boot, Footage.packets(11), feed, clock, index);
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> index.name(3).isPresent());
      assertThat(index.name(3)).contains(new SegmentName(3, boot));
    }
  }

  @Test
  void aDatabaseOfNewerSoftwareIsRefused() throws IOException {
    Path file = folder.resolve("index.sqlite");
    try (Database database = ClipIndex.open(file)) {
      database.update("PRAGMA user_version = 99");
    }
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> ClipIndex.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("99");
  }
}
