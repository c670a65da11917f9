package cetra.relay.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program over octets that somebody else has made: it has no network, a file as its input
 * and nothing else of ours, limited memory, processor time and output, and ends in any case.
 */
final class RestrictedProcess {
  private static final long MOST_MEMORY = 1L << 30;
  private static final int MOST_PROCESSOR_SECONDS = 20;
  private static final int MOST_OUTPUT = 4 << 20;

  private final Duration patience;

  /**
   * A runner.
   *
   * @param patience after which a program is killed
   */
  RestrictedProcess(Duration patience) {
    this.patience = patience;
  }

  /**
   * Runs a program.
   *
   * @return what it wrote, at most 4 MiB
   * @throws IOException when it cannot be restricted or run, fails, writes too much, or takes too
   *     long
   */
  byte[] run(Path input, String... program) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(restricted(program))
            .redirectInput(input.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    Process process = builder.start();
    Thread reaper = Thread.ofVirtual().start(() -> endInTime(process));
    try (InputStream said = process.getInputStream()) {
      byte[] output = said.readNBytes(MOST_OUTPUT + 1);
      if (output.length > MOST_OUTPUT) {
        throw new IOException(program[0] + " writes more than " + MOST_OUTPUT + " octets");
      }
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(program[0] + " ends with " + exit);
      }
      return output;
    } finally {
      process.destroyForcibly();
      reaper.interrupt();
    }
  }

  private void endInTime(Process process) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever is not root needs a user namespace to have a network namespace. */
  private static List<String> restricted(String... program) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "prlimit",
                "--as=" + MOST_MEMORY,
                "--cpu=" + MOST_PROCESSOR_SECONDS,
                "--fsize=0",
                "--core=0",
                "unshare",
                "--net",
                "--kill-child"));
    if (!"root".equals(System.getProperty("user.name"))) {
      command.add("--map-current-user");
    }
    command.add("--");
    command.addAll(List.of(program));
    return command;
  }
}
