package cetra.tools.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cetra.agent.SystemBoard;
import cetra.agent.index.ClipIndex;
import cetra.agent.record.CapacityProof;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.Recorder;
import cetra.agent.record.Ring;
import cetra.agent.record.SegmentName;
import cetra.agent.record.TrackFeed;
import cetra.agent.seal.DeviceKey;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.GnssReceiver;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.message.RecorderState;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorder on a real file system whose card fails: each fault shows within five seconds, and
 * recording goes on by itself when it is over.
 */
final class CardFaultsIT {
  private static final Duration ALARM = Duration.ofSeconds(5);
  private static final Duration RECOVERY = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final long MEGABYTE = 1 << 20;

  private static @Nullable Workshop workshop;

  /** A card, and what records onto it. */
  private record Car(Card card, Ring ring, Recorder recorder) {
    void shows(RecorderState state) {
      await().atMost(ALARM).until(() -> recorder.state() == state);
    }

    /** Whether video reaches the card again, and what is missing of it, in milliseconds. */
    long recovers() throws IOException {
      long before = recorder.recordedNanos();
      await()
          .atMost(RECOVERY)
          .until(
              () ->
                  recorder.state() == RecorderState.RECORDING
                      && recorder.recordedNanos() > before + 1_000_000_000L);
      recorder.close();
      long reached = 0;
      long missing = 0;
      for (SegmentName name : ring.segments()) {
        SegmentHead head = ring.read(name).head();
        missing += head.fromNanos() - reached;
        reached = head.toNanos();
      }
      assertThat(reached).isEqualTo(recorder.recordedNanos());
      return Duration.ofNanos(missing).toMillis();
    }
  }

  @TempDir Path folder;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(Needs.root(), "not run: a card is mounted, which needs root");
    assertThat(Needs.met(System.err::println)).isEmpty();
    workshop = Workshop.open(Workshop.parent());
  }

  @AfterAll
  static void close() throws IOException {
    if (workshop != null) {
      workshop.close();
    }
  }

  @AfterEach
  void end() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }

  /** Records onto a card, its index elsewhere, from a while ago on. */
  private Car record(Card onto, long budget, Duration history) throws Exception {
    Workshop shared = Objects.requireNonNull(workshop);
    Card card = started(onto);
    SystemBoard board = new SystemBoard(Clock.systemUTC(), history);
    DeviceKey key = DeviceKey.load(shared.keys());
    Database database = started(ClipIndex.open(folder.resolve("index.sqlite")));
    Ring ring = Ring.open(card.mount().resolve("ring"), budget, MEGABYTE, key.device(), key);
    ClipIndex index = started(new ClipIndex(database, ring, Clock.systemUTC()));
    started(new CapacityProof(ring, OFTEN));
    ClockDiscipline time = new ClockDiscipline(board, utc -> {});
    DeviceSpec route = DeviceSpec.parse("route:");
    TrackFeed feed =
        started(new TrackFeed(() -> Driver.open(GnssReceiver.class, route, board), time));
    DeviceSpec film = DeviceSpec.parse("file:" + shared.film());
    Recorder recorder =
        started(
            new Recorder(
                () -> Driver.open(Camera.class, film, board),
                ring,
                UUID.randomUUID().toString(),
                feed,
                time,
                index,
                board));
    recorder.start();
    return new Car(card, ring, recorder);
  }

  private Car recordLive() throws Exception {
    Car car = record(Card.make(folder, 64), 32 * MEGABYTE, Duration.ofSeconds(12));
    await().atMost(RECOVERY).until(() -> car.ring().segments().size() == 1);
    car.shows(RecorderState.RECORDING);
    return car;
  }

  private <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
  }

  @Test
  void anErrorOfTheCardCostsNothing() throws Exception {
    Car car = recordLive();
    car.card().fail(Card.Fault.EIO);
    car.shows(RecorderState.CARD_FAILING);
    car.card().heal();
    car.card().remount(); // ext4 has given up, and lets nobody write any more
    assertThat(car.recovers()).isZero();
  }

  @Test
  void aFullCardCostsNothing() throws Exception {
    Car car = recordLive();
    car.card().fill(0);
    car.shows(RecorderState.CARD_FULL);
    car.card().drain();
    assertThat(car.recovers()).isZero();
  }

  @Test
  void aCardThatCanOnlyBeReadCostsNothing() throws Exception {
    Car car = recordLive();
    car.card().readOnly();
    await()
        .atMost(ALARM)
        .until(
            () ->
                List.of(RecorderState.CARD_READ_ONLY, RecorderState.CARD_FAILING)
                    .contains(car.recorder().state()));
    car.card().remount();
    assertThat(car.recovers()).isZero();
  }

  @Test
  void aCardThatIsPulledOutAndPutInAgainCostsNothing() throws Exception {
    Car car = recordLive();
    car.card().vanish();
    car.shows(RecorderState.CARD_GONE);
    assertThat(car.card().mount()).as("nothing is written beside the card").isEmptyDirectory();
    car.card().comeBack();
    assertThat(car.recovers()).isZero();
  }

  @Test
  void aCardSlowerThanTheCameraShowsAndCatchesUp() throws Exception {
    Car car = recordLive();
    car.card().slow(8_000);
    car.shows(RecorderState.CARD_SLOW);
    car.card().heal();
    assertThat(car.recovers()).isZero();
  }

  @Test
  void aCardThatHoldsLessThanItSaysIsFoundOutOnItsFirstFill() throws Exception {
    Car car = record(Card.fake(folder, 160, 48), 128 * MEGABYTE, Duration.ofMinutes(15));
    await().atMost(Duration.ofSeconds(60)).until(car.ring()::fake);
    assertThat(car.ring().budgetBytes()).isBetween(32 * MEGABYTE, 64 * MEGABYTE);
  }
}
