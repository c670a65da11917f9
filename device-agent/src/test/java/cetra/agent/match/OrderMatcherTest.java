package cetra.agent.match;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.StoppedBoard;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.TrackStore;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import cetra.wire.order.Certainty;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.View;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;

final class OrderMatcherTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long PIECE = 10;

  @TempDir Path folder;
  private final Issuer issuer = new Issuer();
  private Database database;
  private TrackStore track;
  private OrderMatcher matcher;

  @BeforeEach
  void open() throws IOException {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
    track = new TrackStore(database);
    matcher = new OrderMatcher(track, View.USUAL);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Rows of the index, as segments of ten seconds would give. */
  private void index(long number, String init, long from, long to, List<TrackPoint> points) {
    track.add(
        new TrackStore.Footage(number, RecordedCar.BOOT, init, from * SECOND, to * SECOND),
        1000,
        points);
  }

  /** Indexes a drive of one fix a second, in pieces of ten seconds. */
  private void index(List<TrackPoint> drive) {
    for (int from = 0; from < drive.size(); from += (int) PIECE) {
      int to = Math.min(drive.size(), from + (int) PIECE);
      index(from / PIECE, "a", from, to, drive.subList(from, to));
    }
  }

  private void known(long boundMillis) {
    track.learned(RecordedCar.BOOT, new UtcEstimate(StoppedBoard.ZERO, boundMillis, "gnss"));
  }

  private static TrackPoint point(double second, double east) {
    return new TrackPoint(
        Math.round(second * SECOND), Issuer.at(second), 35.33, 139.12 + east / 90_900, 10, 90, 2);
  }

  /** East at ten metres a second. */
  private static List<TrackPoint> straight(int seconds) {
    List<TrackPoint> drive = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      drive.add(point(i, 10.0 * i));
    }
    return drive;
  }

  private List<Match> search(Area area, TimeWindow... windows) {
    return matcher.search(issuer.order(area, windows).scene()).matches();
  }

  @Test
  void aPassageIsFoundWithFiveSecondsBeforeAndAfter() {
    known(0);
    index(straight(100));
    List<Match> matches = search(RecordedCar.around(50, 25), Issuer.window(0, 100));
    assertThat(matches).hasSize(1);
    assertThat(seconds(matches.getFirst().fromNanos())).isBetween(42.0, 43.0);
    assertThat(seconds(matches.getFirst().toNanos())).isBetween(57.0, 58.1);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  @Test
  void nothingBeyondTheWindowIsTaken() {
    known(500);
    index(straight(100));
    List<Match> matches = search(RecordedCar.around(50, 200), Issuer.window(48, 52));
    assertThat(matches)
        .containsExactly(
            new Match(
                RecordedCar.BOOT,
                Math.round(47.5 * SECOND),
                Math.round(52.5 * SECOND),
                Certainty.CERTAIN));
  }

  @Test
  void aPassageJustOutsideTheWindowIsNone() {
    known(0);
    index(straight(100));
    Area small = RecordedCar.around(50, 2);
    assertThat(search(small, Issuer.window(20, 48.9))).isEmpty();
    assertThat(search(small, Issuer.window(51.1, 90))).isEmpty();
    assertThat(search(small, Issuer.window(50, 51))).hasSize(1);
  }

  @Test
  void aBootWhoseTimeIsNotKnownAnswersNothing() {
    index(straight(100));
    assertThat(search(RecordedCar.around(50, 200), Issuer.window(-9e5, 9e5))).isEmpty();
  }

  @Test
  void aPlaceNobodyWasAtIsNotFound() {
    known(0);
    index(straight(100));
    assertThat(search(Area.circle(35.34, 139.12, 200), Issuer.window(0, 100))).isEmpty();
  }

  @Test
  void windowsThatOverlapGiveFootageOnce() {
    known(500);
    index(straight(100));
    List<Match> matches =
        search(
            RecordedCar.around(50, 400),
            Issuer.window(20, 50),
            Issuer.window(40, 70),
            Issuer.window(70, 80));
    assertThat(matches).hasSizeBetween(3, 3);
    for (int i = 1; i < matches.size(); i++) {
      assertThat(matches.get(i).fromNanos()).isEqualTo(matches.get(i - 1).toNanos());
    }
    assertThat(matches.getFirst().fromNanos()).isEqualTo(Math.round(19.5 * SECOND));
    assertThat(matches.getLast().toNanos()).isEqualTo(Math.round(80.5 * SECOND));
  }

  @Test
  void aLongMatchBecomesSeveralClipsWithoutAGap() {
    known(0);
    index(straight(1000));
    List<Match> matches = search(RecordedCar.around(500, 20_000), Issuer.window(0, 1000));
    assertThat(matches).hasSize(4);
    for (int i = 1; i < matches.size(); i++) {
      assertThat(matches.get(i).fromNanos()).isEqualTo(matches.get(i - 1).toNanos());
    }
    assertThat(matches)
        .allMatch(match -> match.toNanos() - match.fromNanos() <= OrderMatcher.LONGEST_NANOS);
  }

  /** A tunnel of an hour lies between two fixes inside the area; nobody knows where the car was. */
  @Test
  void aLongSilenceOfTheReceiverIsNotClaimed() {
    known(0);
    for (long i = 0; i < 400; i++) {
      List<TrackPoint> points = new ArrayList<>();
      if (i == 0) {
        points.add(point(5, 0));
      }
      if (i == 399) {
        points.add(point(3995, 0));
      }
      index(i, "a", i * PIECE, (i + 1) * PIECE, points);
    }
    List<Match> matches = search(RecordedCar.around(0, 50), Issuer.window(0, 4000));
    assertThat(matches).hasSize(2);
    assertThat(seconds(matches.get(0).toNanos())).isLessThan(11);
    assertThat(seconds(matches.get(1).fromNanos())).isGreaterThan(3989);
  }

  /** Pictures of two formats, or with a segment missing between, cannot be one clip. */
  @Test
  void aMatchEndsWhereTheRecordingDoes() {
    known(0);
    List<TrackPoint> drive = straight(60);
    index(0, "a", 0, 10, drive.subList(0, 10));
    index(1, "b", 10, 14, drive.subList(10, 14));
    index(2, "a", 14, 24, drive.subList(14, 24));
    index(4, "a", 30, 40, drive.subList(30, 40));
    List<Match> matches = search(RecordedCar.around(20, 20_000), Issuer.window(0, 60));
    assertThat(matches)
        .containsExactlyInAnyOrder(
            new Match(RecordedCar.BOOT, 0, 10 * SECOND, Certainty.CERTAIN),
            new Match(RecordedCar.BOOT, 10 * SECOND, 14 * SECOND, Certainty.CERTAIN),
            new Match(RecordedCar.BOOT, 14 * SECOND, 24 * SECOND, Certainty.CERTAIN),
            new Match(RecordedCar.BOOT, 30 * SECOND, 40 * SECOND, Certainty.CERTAIN));
  }

  @Test
  void theTreeFindsWhatALookAtEveryFixFinds() {
    known(0);
    Random random = new Random(9);
    List<List<TrackPoint>> pieces = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      List<TrackPoint> points = new ArrayList<>();
      double east = random.nextDouble(0, 9000);
      for (int k = 0; k < 5; k++) {
        points.add(point((double) i * PIECE + k, east + k * 15));
      }
      pieces.add(points);
      index(i, "a", i * PIECE, (i + 1) * PIECE, points);
    }
    for (int i = 0; i < 300; i++) {
      double west = 139.12 + random.nextDouble(0, 0.1);
      Envelope place = new Envelope(west, west + random.nextDouble(0, 0.01), 35.32, 35.34);
      long from = random.nextLong(3000) * SECOND;
      long to = from + random.nextLong(1, 900) * SECOND;
      List<Long> found =
          track.search(RecordedCar.BOOT, place, from, to).stream()
              .map(piece -> piece.footage().segment())
              .toList();
      for (int number = 0; number < pieces.size(); number++) {
        boolean there =
            pieces.get(number).stream()
                .anyMatch(
                    p ->
                        p.nanos() >= from
                            && p.nanos() <= to
                            && place.contains(p.longitude(), p.latitude()));
        if (there) {
          assertThat(found).contains((long) number);
        }
      }
      // float32 may let in a little more, never much
      assertThat(found)
          .allMatch(
              number -> {
                List<TrackPoint> points = pieces.get(Math.toIntExact(number));
                TrackPoint before =
                    number == 0
                        ? points.getFirst()
                        : pieces.get(Math.toIntExact(number) - 1).getLast();
                return Math.min(before.longitude(), points.getFirst().longitude())
                        <= place.getMaxX() + 1e-4
                    && Math.max(before.longitude(), points.getLast().longitude())
                        >= place.getMinX() - 1e-4;
              });
    }
  }
}
