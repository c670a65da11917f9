package cetra.tools.powercut;

import cetra.agent.SystemBoard;
import cetra.agent.index.ClipIndex;
import cetra.agent.record.Segment;
import cetra.agent.record.SegmentName;
import cetra.agent.seal.DeviceKey;
import cetra.wire.key.IdentityFolder;
import cetra.wire.store.Database;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The process that is killed: records, and says each acknowledgement on standard output before it
 * does anything else. Waits for a line on standard input before it touches the disk, so that a Java
 * machine can start while the disk is still being mounted.
 */
final class Subject implements Wiring.Witness {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final Queue<Long> closed = new ConcurrentLinkedQueue<>();

  private Subject() {}

  /**
   * Records until it is killed.
   *
   * @param arguments folder, keys, boot, camera, budget in octets, history in milliseconds
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Subject subject = new Subject();
    DeviceKey key = DeviceKey.load(new IdentityFolder(Path.of(arguments[1])));
    if (System.in.read() < 0) {
      return; // the rig is gone
    }
    SystemBoard board =
        new SystemBoard(Clock.systemUTC(), Duration.ofMillis(Long.parseLong(arguments[5])));
    subject.say(Transcript.zero(System.nanoTime() - board.nanos()));
    try (Wiring recording =
        new Wiring(
            Path.of(arguments[0]),
            key,
            arguments[2],
            arguments[3],
            Long.parseLong(arguments[4]),
            board,
            subject)) {
      recording.start();
      int line = System.in.read();
      while (line >= 0) {
        line = System.in.read();
      }
    }
  }

  @Override
  public void recorded(SegmentName segment, int fragment, long toNanos) {
    say(new Transcript.Recorded(segment, fragment, toNanos, System.nanoTime()).line());
  }

  @Override
  public void closed(Segment segment) {
    closed.add(segment.head().segment());
  }

  @Override
  public void watch(Database database, ClipIndex index) {
    Thread.ofVirtual().name("witness").start(() -> watchRows(database, index));
  }

  private void watchRows(Database database, ClipIndex index) {
    try {
      while (true) {
        long seen = database.commits();
        for (long segment : List.copyOf(closed)) {
          if (index.name(segment).isPresent()) {
            say(new Transcript.Indexed(segment, System.nanoTime()).line());
            closed.remove(segment);
          }
        }
        database.awaitCommit(seen, LOOK.toNanos());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** One write a line, so that lines of two threads never mix and none waits in a buffer. */
  private void say(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("the rig does not listen any more", e);
    }
  }
}
