package cetra.tools.road;

import cetra.wire.key.IdentityFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Uploads over roads, each beside the least time in which its trace lets so much through. */
public final class RoadBench {
  /**
   * What is tried.
   *
   * @param traces file or folder of recordings; null for made-up ones
   * @param roundTrip of each road
   * @param megabytes of the packages
   * @param cuts of the connection, evenly spread, of each upload of a second series
   */
  public record Plan(
      @Nullable Path traces, Duration roundTrip, List<Integer> megabytes, int cuts) {}

  /**
   * One upload.
   *
   * @param trace its road
   * @param octets of the package
   * @param cuts of its connection
   * @param least seconds in which the trace lets so much through
   * @param took seconds
   * @param up octets that went up for it, all that surrounds it included
   */
  public record Run(String trace, long octets, int cuts, double least, double took, long up) {
    /** Times the least possible. */
    public double ratio() {
      return took / least;
    }

    /** What went up beyond the package, of the package. */
    public double more() {
      return (double) up / octets - 1;
    }
  }

  /** As devices have it. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final GrantedSite site;
  private final Path folder;
  private final Plan plan;
  private final Clock clock;

  private RoadBench(GrantedSite site, Path folder, Plan plan, Clock clock) {
    this.site = site;
    this.folder = folder;
    this.plan = plan;
    this.clock = clock;
  }

  /** Uploads; all roads at once, for each is mostly waited for. */
  public static List<Run> run(Path folder, Plan plan, Clock clock)
      throws IOException, InterruptedException {
    List<Trace> traces = Trace.all(plan.traces());
    try (GrantedSite site = GrantedSite.start(folder.resolve("site"), clock);
        ExecutorService roads = Executors.newVirtualThreadPerTaskExecutor()) {
      RoadBench bench = new RoadBench(site, folder, plan, clock);
      List<IdentityFolder> cars = site.cars(traces.size());
      List<Future<List<Run>>> running = new ArrayList<>();
      for (int i = 0; i < traces.size(); i++) {
        Trace trace = traces.get(i);
        IdentityFolder keys = cars.get(i);
        running.add(roads.submit(() -> bench.over(trace, keys)));
      }
      List<Run> runs = new ArrayList<>();
      for (Future<List<Run>> one : running) {
        runs.addAll(one.get());
      }
      return runs;
    } catch (ExecutionException e) {
      throw new IOException("an upload failed: " + e.getCause(), e);
    }
  }

  private List<Run> over(Trace trace, IdentityFolder keys)
      throws IOException, InterruptedException {
    List<Run> runs = new ArrayList<>();
    for (int cuts : new int[] {0, plan.cuts()}) {
      for (int megabytes : plan.megabytes()) {
        runs.add(run(trace, keys, megabytes, cuts));
      }
    }
    return runs;
  }

  private Run run(Trace trace, IdentityFolder keys, int megabytes, int cuts)
      throws IOException, InterruptedException {
    String name = "%s-%d-%d".formatted(trace.name(), megabytes, cuts);
    long octets = (long) megabytes * 1_000_000;
    Path content = random(folder.resolve(name), octets);
    String id = site.grant(keys.tls().name());
    try (Road road = new Road(site.api(), trace, plan.roundTrip());
        RoadCar car =
            new RoadCar(folder.resolve("car-" + name), keys, road.address(), SILENCE, clock)) {
      road.cutAt(LongStream.rangeClosed(1, cuts).map(i -> octets * i / (cuts + 1)).toArray());
      double from = road.now();
      double took = car.upload(id, content);
      if (!site.received(id) || road.cut() != cuts) {
        throw new IOException("%s: not all has come, or %d cuts".formatted(name, road.cut()));
      }
      return new Run(
          trace.name(), octets, cuts, trace.least(from, (double) octets), took, road.up());
    } finally {
      Files.delete(content);
    }
  }

  private static Path random(Path file, long octets) throws IOException {
    Random random = new Random(octets);
    byte[] block = new byte[1_000_000];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = octets; left > 0; left -= block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return file;
  }
}
