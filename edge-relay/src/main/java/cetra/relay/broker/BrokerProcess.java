package cetra.relay.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/** A broker as a child process: started again when it dies, ended with us. */
final class BrokerProcess implements AutoCloseable {
  /** Starts the child and returns when it accepts connections. */
  interface Launch {
    /** Starts it. */
    Process start() throws IOException, InterruptedException;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);

  private final String name;
  private final Launch launch;
  private final Thread keeper;
  private volatile Process process;
  private volatile boolean closed;

  private BrokerProcess(String name, Launch launch, Process process) {
    this.name = name;
    this.launch = launch;
    this.process = process;
    this.keeper = Thread.ofVirtual().name("broker-keeper").unstarted(this::keep);
  }

  static BrokerProcess start(String name, Launch launch) throws IOException, InterruptedException {
    BrokerProcess started = new BrokerProcess(name, launch, launch.start());
    started.keeper.start();
    return started;
  }

  /** Logs what the child has to say; nobody else reads it. */
  static void log(String name, BufferedReader lines) {
    Thread.ofVirtual().name(name + "-log").start(() -> logAll(name, lines));
  }

  private static void logAll(String name, BufferedReader lines) {
    try {
      lines.lines().forEach(line -> Logger.warn("{}: {}", name, line));
    } catch (UncheckedIOException ended) {
      Logger.debug("{} says nothing more: {}", name, ended.getMessage());
    }
  }

  static BufferedReader errors(Process process) {
    return process.errorReader(StandardCharsets.UTF_8);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    stop(process);
  }

  static void stop(Process process) {
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

  private void keep() {
    try {
      while (!closed) {
        int code = process.waitFor();
        if (!closed) {
          Logger.error("{} ended with {}; starting it again", name, code);
          restart();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void restart() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(BETWEEN_STARTS.toMillis());
    try {
      Process next = launch.start();
      process = next;
      if (closed) {
        stop(next);
      }
    } catch (IOException e) {
      Logger.error("{} does not start: {}", name, e.getMessage());
    }
  }
}
