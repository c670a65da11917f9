package cetra.tools.bench;

import cetra.tools.demo.Trial;
import cetra.tools.image.AgentImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the image's agent against a real relay and broker, and looks at it from outside. */
final class MemoryBench {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long POLL_MILLIS = 200;
  private static final long SAMPLE_MILLIS = 1000;

  private final AgentImage image;
  private final Trial trial;
  private final String camera;
  private final Clock clock;

  MemoryBench(AgentImage image, Trial trial, Path video, Clock clock) {
    this.image = image;
    this.trial = trial;
    this.camera = "file:" + video;
    this.clock = clock;
  }

  /** Measures memory once and starts so many times, with and without the cache. */
  MemoryResult run(int samples, int starts) throws IOException, InterruptedException {
    List<AgentProcess.Memory> taken = new ArrayList<>();
    try (AgentProcess agent = start("on")) {
      await(agent, trial::seen);
      String order = trial.order();
      await(agent, () -> trial.count(order, "delivered") > 0);
      while (taken.size() < samples) {
        taken.add(agent.memory());
        Thread.sleep(SAMPLE_MILLIS);
      }
    }
    List<Double> resident = taken.stream().map(AgentProcess.Memory::resident).toList();
    List<Double> anonymous = taken.stream().map(AgentProcess.Memory::anonymous).toList();
    return new MemoryResult(
        Median.of(resident),
        Median.of(anonymous),
        resident.stream().max(Double::compare).orElseThrow(),
        anonymous.stream().max(Double::compare).orElseThrow(),
        samples,
        starts("on", starts),
        starts("off", starts),
        starts);
  }

  private double starts(String cache, int times) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      try (AgentProcess agent = start(cache)) {
        seconds.add(agent.firstFragment());
      }
    }
    return Median.of(seconds);
  }

  private AgentProcess start(String cache) throws IOException {
    return AgentProcess.start(image, trial.car(camera), Map.of("CETRA_AOT", cache));
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private void await(AgentProcess agent, Condition condition)
      throws IOException, InterruptedException {
    Instant end = clock.instant().plus(PATIENCE);
    while (!condition.holds()) {
      agent.alive();
      if (clock.instant().isAfter(end)) {
        throw new IOException(
            "the image's agent answered no order in " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
