package cetra.tools.bench;

import cetra.hardware.Camera;
import cetra.hardware.VideoPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A camera that ends after a time and notes what the process has used when it was warm and when it
 * ended. Written by the recorder's thread, read by others after the end.
 */
final class Footage {
  /**
   * What was recorded.
   *
   * @param octets of pictures
   * @param seconds recorded
   * @param warmSeconds of those, recorded warm
   * @param warmCpuSeconds used for those
   */
  record Figures(long octets, double seconds, double warmSeconds, double warmCpuSeconds) {
    /** Reads the last line of what {@link RecordSubject} printed. */
    static Figures read(String said) throws IOException {
      String last = said.lines().reduce((first, second) -> second).orElse("");
      try (Scanner words = new Scanner(last).useLocale(Locale.ROOT)) {
        return new Figures(
            words.nextLong(), words.nextDouble(), words.nextDouble(), words.nextDouble());
      } catch (NoSuchElementException e) {
        throw new IOException("the recorder printed no figures: " + said, e);
      }
    }

    /** As {@link #read} reads it. */
    String line() {
      return String.format(
          Locale.ROOT, "%d %.6f %.6f %.6f", octets, seconds, warmSeconds, warmCpuSeconds);
    }
  }

  private static final Path THREADS = Path.of("/proc/self/task");
  private static final long SECOND = 1_000_000_000L;

  private final long beginNanos;
  private final long endNanos;
  private final CountDownLatch ended = new CountDownLatch(1);
  private long octets;
  private long warmCpuNanos = -1;
  private long warmNanos;
  private long lastNanos;
  private long lastCpuNanos;

  /**
   * Footage.
   *
   * @param coldSeconds after which every path was run and compiled
   * @param seconds in all
   */
  Footage(int coldSeconds, int seconds) {
    this.beginNanos = coldSeconds * SECOND;
    this.endNanos = seconds * SECOND;
  }

  Camera of(Camera camera) {
    return new Camera() {
      @Override
      public @Nullable VideoPacket read() throws IOException, InterruptedException {
        VideoPacket packet = camera.read();
        if (packet == null || packet.decodeNanos() >= endNanos) {
          lastCpuNanos = cpuNanos();
          ended.countDown();
          return null;
        }
        note(packet);
        return packet;
      }

      @Override
      public void close() {
        camera.close();
      }
    };
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  Figures figures() {
    return new Figures(
        octets,
        lastNanos / 1e9,
        (lastNanos - warmNanos) / 1e9,
        (lastCpuNanos - warmCpuNanos) / 1e9);
  }

  private void note(VideoPacket packet) {
    octets += packet.data().remaining();
    lastNanos = packet.decodeNanos() + packet.durationNanos();
    if (warmCpuNanos < 0 && lastNanos >= beginNanos) {
      warmCpuNanos = cpuNanos();
      warmNanos = lastNanos;
    }
  }

  /**
   * Of all threads there are, to the nanosecond; /proc/self/stat counts in hundredths of seconds.
   */
  private static long cpuNanos() {
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads.mapToLong(Footage::cpuNanos).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long cpuNanos(Path thread) {
    try {
      String onCpuThenWaiting = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(onCpuThenWaiting.substring(0, onCpuThenWaiting.indexOf(' ')));
    } catch (IOException ended) {
      return 0;
    }
  }
}
