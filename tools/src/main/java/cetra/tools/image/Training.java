package cetra.tools.image;

import cetra.tools.demo.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Shows the image's runtime once what an agent does, so that it caches the classes for that: it
 * records a drive, connects, and answers an order up to the upload.
 */
final class Training {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration TO_STOP = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 100;

  private final AgentImage image;
  private final Path folder;
  private final Clock clock;

  /**
   * A training.
   *
   * @param folder for what is recorded meanwhile; new or empty
   */
  Training(AgentImage image, Path folder, Clock clock) {
    this.image = image;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Runs it; the cache is there on return.
   *
   * @throws IOException when the image's agent does not do what it should; names its log
   */
  void run() throws IOException, InterruptedException {
    try (Trial trial = Trial.start(folder, "embedded", clock)) {
      Path film = film(trial);
      Path log = folder.resolve("training.log");
      Process agent = start(trial.car("file:" + film), log, "record");
      try {
        await(agent, log, trial::seen);
        String order = trial.order();
        await(agent, log, () -> trial.count(order, "delivered") > 0);
      } finally {
        stop(agent, log);
      }
    }
    if (!Files.exists(image.cache())) {
      throw failed(folder.resolve("training.log"), "made no cache");
    }
  }

  /** What a painted camera sees for a few seconds, as a file; shows that the image runs at all. */
  private Path film(Trial trial) throws IOException, InterruptedException {
    Path log = folder.resolve("first.log");
    Process agent = start(trial.car(""), log, "off");
    try {
      await(agent, log, () -> !films(trial).isEmpty());
    } finally {
      stop(agent, log);
    }
    return films(trial).getFirst();
  }

  private static List<Path> films(Trial trial) throws IOException {
    Path ring = trial.data().resolve("ring");
    if (!Files.exists(ring)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(ring)) {
      return files.filter(file -> file.toString().endsWith(".mp4")).toList();
    }
  }

  private Process start(Path config, Path log, String cache) throws IOException {
    return image
        .agent(config, Map.of("CETRA_AOT", cache))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private void await(Process agent, Path log, Condition condition)
      throws IOException, InterruptedException {
    Instant end = clock.instant().plus(PATIENCE);
    while (!condition.holds()) {
      if (!agent.isAlive() || clock.instant().isAfter(end)) {
        throw failed(log, agent.isAlive() ? "answered no order" : "ended by itself");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static void stop(Process agent, Path log) throws IOException, InterruptedException {
    agent.destroy();
    if (!agent.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
      agent.destroyForcibly();
      throw failed(log, "did not stop");
    }
  }

  private static IOException failed(Path log, String what) {
    return new IOException("the image's agent " + what + "; its log is " + log);
  }
}
