package cetra.agent.match;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.TrackStore;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.order.Certainty;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import cetra.wire.order.View;
import cetra.wire.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Ten thousand random orders over random drives: the matcher and brute force never differ. */
final class BruteForceMatchIT {
  private static final int DRIVES = 250;
  private static final int ORDERS = 40;

  /** The clocks of New York were put back on this day, and an hour came twice. */
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final Instant FIRST_DAY = Instant.parse("2026-10-31T16:00:00Z");

  @TempDir Path folder;
  private final Issuer issuer = new Issuer();
  private int seen;
  private int sure;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theMatcherSeesWhatBruteForceSees() throws Exception {
    Random random = new Random(20261125);
    try (Database database = ClipIndex.open(folder.resolve("index.sqlite"))) {
      TrackStore store = new TrackStore(database);
      OrderMatcher matcher = new OrderMatcher(store, View.USUAL);
      long segment = 1;
      for (int i = 0; i < DRIVES; i++) {
        Instant zero = FIRST_DAY.plus(Duration.ofDays(i)).plusMillis(random.nextInt(1000));
        RandomDrive drive = RandomDrive.of(random, "drive " + i, zero);
        long first = segment;
        segment = database.transaction(() -> drive.index(store, random, first));
        for (int k = 0; k < ORDERS; k++) {
          judge(matcher, drive, random, "drive " + i + ", order " + k);
        }
      }
    }
    assertThat(seen).as("orders that found something").isBetween(3000, 9000);
    assertThat(sure).as("of which some are certain").isGreaterThan(500);
  }

  /**
   * Position and clock are off by as much as they say: what the car really saw is possible at
   * least, and what is called certain it really saw.
   */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatIsOffWithinItsBoundsNeverMakesTheAnswerWrong() throws Exception {
    Random random = new Random(4);
    int reallySeen = 0;
    int certain = 0;
    try (Database database = ClipIndex.open(folder.resolve("index.sqlite"))) {
      TrackStore store = new TrackStore(database);
      OrderMatcher matcher = new OrderMatcher(store, View.USUAL);
      for (int i = 0; i < 50; i++) {
        Instant zero = FIRST_DAY.plus(Duration.ofDays(i));
        RandomDrive truth = RandomDrive.of(random, "drive " + i, zero).believed();
        RandomDrive measured = truth.measured(random);
        long first = 1_000_000L * i;
        database.transaction(() -> measured.index(store, random, first));
        for (int k = 0; k < ORDERS; k++) {
          TrackPoint near = truth.track().get(random.nextInt(truth.track().size()));
          RandomArea place = RandomArea.around(random, near.latitude(), near.longitude());
          VideoOrder order = issuer.order(place.area(), windows(truth, near, random));
          List<Match> matches = matcher.search(order.scene()).matches();
          boolean seenInTruth =
              order.windows().stream()
                  .anyMatch(
                      window ->
                          saw(place, truth, truth.nanos(window.from()), truth.nanos(window.to())));
          reallySeen += seenInTruth ? 1 : 0;
          if (seenInTruth) {
            assertThat(matches).as("drive %d, order %d: %s", i, k, place).isNotEmpty();
          }
          if (matches.stream().anyMatch(match -> match.certainty() == Certainty.CERTAIN)) {
            assertThat(seenInTruth).as("drive %d, order %d: %s", i, k, place).isTrue();
            certain++;
          }
        }
      }
    }
    assertThat(reallySeen).isGreaterThan(500);
    assertThat(certain).isGreaterThan(100);
  }

  private void judge(OrderMatcher matcher, RandomDrive drive, Random random, String which) {
    TrackPoint near = drive.track().get(random.nextInt(drive.track().size()));
    boolean exact = random.nextInt(4) == 0;
    double aside = exact ? 0 : random.nextGaussian() * 0.002;
    RandomArea place = RandomArea.around(random, near.latitude() + aside, near.longitude() + aside);
    VideoOrder order = issuer.order(place.area(), windows(drive, near, random));
    List<Match> likely =
        matcher.search(order.scene()).matches().stream()
            .filter(match -> match.certainty().isAtLeast(Certainty.LIKELY))
            .toList();
    boolean truth =
        order.windows().stream()
            .anyMatch(
                window -> saw(place, drive, drive.nanos(window.from()), drive.nanos(window.to())));
    assertThat(!likely.isEmpty())
        .as("%s: %s of %s", which, order.windows(), place)
        .isEqualTo(truth);
    assertThat(likely).as(which).allMatch(match -> match.boot().equals(drive.boot()));
    everyFixIsGiven(place, drive, order, likely, which);
    nothingElseIsGiven(place, drive, order, likely, which);
    seen += truth ? 1 : 0;
    sure += likely.stream().anyMatch(match -> match.certainty() == Certainty.CERTAIN) ? 1 : 0;
  }

  private static boolean saw(RandomArea place, RandomDrive drive, long from, long to) {
    return place.truth().saw(drive.track(), from, to);
  }

  private static void everyFixIsGiven(
      RandomArea place, RandomDrive drive, VideoOrder order, List<Match> given, String which) {
    for (TrackPoint fix : drive.track()) {
      Instant at = drive.zero().plusNanos(fix.nanos());
      boolean ordered =
          order.windows().stream()
              .anyMatch(window -> !at.isBefore(window.from()) && at.isBefore(window.to()));
      if (ordered && !fix.has(TrackPoint.IMPLAUSIBLE) && place.truth().touches(fix, fix)) {
        assertThat(given)
            .as("%s at %s", which, at)
            .anyMatch(match -> match.fromNanos() <= fix.nanos() && fix.nanos() < match.toNanos());
      }
    }
  }

  private static void nothingElseIsGiven(
      RandomArea place, RandomDrive drive, VideoOrder order, List<Match> given, String which) {
    List<Span> spans =
        given.stream().map(match -> new Span(match.fromNanos(), match.toNanos())).toList();
    for (Span span : Span.merged(spans, 0)) {
      boolean justified =
          order.windows().stream()
              .map(window -> new Span(drive.nanos(window.from()), drive.nanos(window.to())))
              .map(span::within)
              .anyMatch(part -> saw(place, drive, part.from(), part.to()));
      assertThat(justified).as("%s gives %s", which, span).isTrue();
    }
  }

  /** One or two, written in local time; now and then one begins or ends exactly with a fix. */
  private static TimeWindow[] windows(RandomDrive drive, TrackPoint near, Random random) {
    List<TimeWindow> windows = new ArrayList<>();
    for (int i = random.nextInt(2); i < 2; i++) {
      long length = Math.round(Math.exp(random.nextDouble(Math.log(0.05), Math.log(7200))) * 1e9);
      long from =
          switch (random.nextInt(4)) {
            case 0 -> near.nanos();
            case 1 -> near.nanos() - length;
            default -> near.nanos() - random.nextLong(length + 1);
          };
      windows.add(
          new TimeWindow(
              local(drive.zero().plusNanos(from)), local(drive.zero().plusNanos(from + length))));
    }
    return windows.toArray(TimeWindow[]::new);
  }

  private static Instant local(Instant instant) {
    return OffsetDateTime.parse(instant.atZone(ZONE).toOffsetDateTime().toString()).toInstant();
  }
}
