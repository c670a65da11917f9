package cetra.tools.bench;

import cetra.tools.image.AgentImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The image's agent as a process that is looked at from outside. */
final class AgentProcess implements AutoCloseable {
  /** What the agent logs when its first fragment is on the card. */
  private static final String FIRST_FRAGMENT = "the first fragment is on the card";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What it takes of the memory.
   *
   * @param resident MiB
   * @param anonymous MiB, of those
   */
  record Memory(double resident, double anonymous) {}

  private final Process process;
  private final CompletableFuture<Long> first = new CompletableFuture<>();
  private final List<String> log = new ArrayList<>();
  private final long begun;

  private AgentProcess(Process process, long begun) {
    this.process = process;
    this.begun = begun;
    Thread.ofPlatform().daemon().name("agent's log").start(this::read);
  }

  /** Starts it. */
  static AgentProcess start(AgentImage image, Path config, Map<String, String> environment)
      throws IOException {
    long begun = System.nanoTime();
    return new AgentProcess(
        image.agent(config, environment).redirectErrorStream(true).start(), begun);
  }

  /** Seconds from the start of the process to the first fragment on the card. */
  double firstFragment() throws IOException, InterruptedException {
    try {
      return (first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) - begun) / 1e9;
    } catch (TimeoutException | ExecutionException e) {
      throw failed("recorded nothing");
    }
  }

  /** What it takes now. */
  Memory memory() throws IOException {
    double resident = 0;
    double anonymous = 0;
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
      if (line.startsWith("Rss:")) {
        resident = mebibytes(line);
      }
      if (line.startsWith("Anonymous:")) {
        anonymous = mebibytes(line);
      }
    }
    return new Memory(resident, anonymous);
  }

  /** Fails when it has ended by itself. */
  void alive() throws IOException {
    if (!process.isAlive()) {
      throw failed("ended by itself");
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(FIRST_FRAGMENT)) {
          first.complete(System.nanoTime());
        }
        synchronized (log) {
          log.add(line);
        }
      }
      first.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      first.completeExceptionally(e);
    }
  }

  private IOException failed(String what) {
    synchronized (log) {
      return new IOException("the image's agent " + what + ": " + String.join(" | ", log));
    }
  }

  private static double mebibytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
  }
}
