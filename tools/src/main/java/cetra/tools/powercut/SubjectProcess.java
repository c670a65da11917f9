package cetra.tools.powercut;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A subject as the rig sees it; close kills it. */
final class SubjectProcess implements AutoCloseable {
  private static final long POLL_MILLIS = 5;

  private final Process process;
  private final Thread reader;
  private final Transcript transcript = new Transcript();
  private final Path log;

  private SubjectProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.reader = Thread.ofVirtual().name("transcript").start(this::listen);
  }

  /**
   * Starts one, which waits for {@link #go}.
   *
   * @param around a command that runs it, such as a tracer; may be empty
   * @param log takes what it logs
   * @param arguments of {@link Subject#main}
   */
  static SubjectProcess start(List<String> around, Path log, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(around);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            Subject.class.getName()));
    command.addAll(arguments);
    return new SubjectProcess(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
            .start(),
        log);
  }

  /** Lets it touch the disk. */
  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /**
   * Waits until it records what the camera shows now.
   *
   * @throws IOException when it ends, or has not by then
   */
  void awaitLive(Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!transcript.live()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(
            "the recorder did not catch up within %d s; the last it said is: %s"
                .formatted(patience.toSeconds(), Shell.lastLine(log)));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /**
   * Waits until it is dead.
   *
   * @return whether it was killed by a signal in time
   */
  boolean awaitKilled(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
        && process.exitValue() == 128 + 9;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** All it said; final after {@link #kill}. */
  Transcript transcript() {
    return transcript;
  }

  /** kill -9, also of what a tracer runs; on return nothing of it is left. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    Shell.kill(process);
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(process.inputReader(StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        transcript.hear(line);
      }
    } catch (IOException over) {
      // the process is gone
    }
  }
}
