package cetra.tools.bench;

import cetra.agent.index.ClipIndex;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.match.OrderMatcher;
import cetra.agent.match.StandingOrders;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import cetra.wire.order.Certainty;
import cetra.wire.order.Scene;
import cetra.wire.order.Seen;
import cetra.wire.order.Sight;
import cetra.wire.order.Step;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.View;
import cetra.wire.store.Database;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The device's index and matcher over days of driving, beside a scan of every fix and beside SQLite
 * with an index over time, all three with the same predicate and the same answers.
 */
final class MatchBench implements AutoCloseable {
  static final String BOOT = "week";

  private static final int SEGMENT_SECONDS = 10;
  private static final int BATCH = 500;

  /** So many segments are added as the recorder adds them, one commit each. */
  private static final int SINGLE = 300;

  private final Path file;
  private final Database database;
  private final TrackStore store;
  private final PointTable points;
  private final long segments;
  private int found;

  MatchBench(Path folder, int days) throws IOException {
    this.file = folder.resolve("index.sqlite");
    this.database = ClipIndex.open(file);
    this.store = new TrackStore(database);
    this.points = new PointTable(folder.resolve("points.sqlite"));
    this.segments = days * 86_400L / SEGMENT_SECONDS;
  }

  /** Fills both; returns the share of a core that adding ten fixes a second takes. */
  double fill(WeekOfDriving car) {
    store.learned(BOOT, new UtcEstimate(WeekOfDriving.BEGIN, 1, "gnss"));
    double share = addOneByOne(car);
    for (long next = SINGLE; next < segments; next += BATCH) {
      long from = next;
      long to = Math.min(segments, next + BATCH);
      points.transaction(
          () ->
              database.transaction(
                  () -> {
                    for (long segment = from; segment < to; segment++) {
                      add(segment, car.next(SEGMENT_SECONDS));
                    }
                    return to;
                  }));
    }
    return share;
  }

  private double addOneByOne(WeekOfDriving car) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpu = 0;
    for (long segment = 0; segment < SINGLE; segment++) {
      List<TrackPoint> track = car.next(SEGMENT_SECONDS);
      long before = threads.getCurrentThreadCpuTime();
      store.add(footage(segment), 10_000_000, track);
      cpu += threads.getCurrentThreadCpuTime() - before;
      points.add(track);
    }
    return cpu / 1e9 / (SINGLE * SEGMENT_SECONDS);
  }

  private void add(long segment, List<TrackPoint> track) {
    store.add(footage(segment), 10_000_000, track);
    points.add(track);
  }

  private static TrackStore.Footage footage(long segment) {
    long nanos = Duration.ofSeconds(SEGMENT_SECONDS).toNanos();
    return new TrackStore.Footage(
        segment + 1, BOOT, "init", segment * nanos, (segment + 1) * nanos);
  }

  long fixes() {
    return segments * SEGMENT_SECONDS * 10;
  }

  long bytes() throws IOException {
    if (database.number("PRAGMA wal_checkpoint(TRUNCATE)") != 0) {
      throw new IOException(file + " is in use");
    }
    return Files.size(file);
  }

  /** Orders as a town gives them: some blocks, some hours, somewhere in the week. */
  List<Scene> scenes(Random random, int count) {
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Area area =
          Area.circle(
              WeekOfDriving.SOUTH + random.nextDouble() * WeekOfDriving.WIDTH,
              WeekOfDriving.WEST + random.nextDouble() * WeekOfDriving.WIDTH,
              random.nextDouble(50, 640));
      Duration length = Duration.ofMinutes(random.nextInt(10, 720));
      long last = Duration.ofSeconds(segments * SEGMENT_SECONDS).minus(length).toSeconds();
      Instant from = WeekOfDriving.BEGIN.plusSeconds(random.nextLong(Math.max(1, last)));
      scenes.add(new Scene(area, List.of(new TimeWindow(from, from.plus(length))), Seen.INSIDE));
    }
    return scenes;
  }

  /** Milliseconds of each search by the matcher. */
  List<Double> indexed(List<Scene> scenes) {
    OrderMatcher matcher = new OrderMatcher(store, View.USUAL);
    return timed(scenes, scene -> !matcher.search(scene).matches().isEmpty());
  }

  /** Milliseconds of looking at every fix of the week. */
  List<Double> scanned(List<Scene> scenes) {
    return timed(scenes, this::scan);
  }

  /** Milliseconds of looking at every fix of the window. */
  List<Double> byTime(List<Scene> scenes) {
    return timed(scenes, scene -> saw(scene, points.during(from(scene), to(scene))));
  }

  /** Which of the scenes were seen, by each of the three ways. */
  boolean agree(List<Scene> scenes) {
    OrderMatcher matcher = new OrderMatcher(store, View.USUAL);
    return scenes.stream()
        .allMatch(
            scene -> {
              boolean seen = !matcher.search(scene).matches().isEmpty();
              return seen == scan(scene)
                  && seen == saw(scene, points.during(from(scene), to(scene)));
            });
  }

  private boolean scan(Scene scene) {
    boolean seen = false;
    List<TrackStore.Footage> segments = store.after(0);
    while (!segments.isEmpty()) {
      for (TrackStore.Footage footage : segments) {
        seen |= saw(scene, store.points(footage));
      }
      segments = store.after(segments.getLast().segment());
    }
    return seen;
  }

  private static boolean saw(Scene scene, List<TrackPoint> track) {
    Sight sight = new Sight(scene.area(), scene.seen(), View.USUAL);
    long from = from(scene);
    long to = to(scene);
    boolean seen = false;
    for (Step step : Step.of(track)) {
      Certainty certainty = step.within(from, to).map(sight::on).orElse(Certainty.NONE);
      seen |= certainty != Certainty.NONE;
    }
    return seen;
  }

  /** The clock may be a millisecond off. */
  private static long from(Scene scene) {
    return Duration.between(WeekOfDriving.BEGIN, scene.begins()).toNanos() - 1_000_000;
  }

  private static long to(Scene scene) {
    return Duration.between(WeekOfDriving.BEGIN, scene.ends()).toNanos() + 1_000_000;
  }

  private List<Double> timed(List<Scene> scenes, Predicate<Scene> work) {
    List<Double> times = new ArrayList<>();
    for (Scene scene : scenes) {
      long begin = System.nanoTime();
      found += work.test(scene) ? 1 : 0;
      times.add((System.nanoTime() - begin) / 1e6);
    }
    return times;
  }

  /** How many searches found something, of any kind. */
  int found() {
    return found;
  }

  /** Microseconds a fix among so many standing orders. */
  static double standing(Random random, int orders, List<Scene> scenes, List<TrackPoint> drive) {
    List<StandingOrders.Standing> standing = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      Scene scene = scenes.get(random.nextInt(scenes.size()));
      standing.add(
          new StandingOrders.Standing(
              new OrderStore.Entry(i, ""),
              scene,
              new Sight(scene.area(), scene.seen(), View.USUAL)));
    }
    StandingOrders tree = new StandingOrders(standing);
    long begin = System.nanoTime();
    for (Step step : Step.of(drive)) {
      tree.seenOn(step, step.from().utc(), step.to().utc());
    }
    return (System.nanoTime() - begin) / 1e3 / drive.size();
  }

  @Override
  public void close() {
    database.close();
    points.close();
  }
}
