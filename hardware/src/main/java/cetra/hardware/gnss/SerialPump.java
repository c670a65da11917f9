package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the bytes of a serial port on a thread of its own: a wait in the kernel would hold one
 * of the few threads that all virtual ones share, and could not be interrupted.
 */
final class SerialPump implements AutoCloseable {
  // A reader that is so far behind leaves the rest to the kernel.
  private static final int MOST_WAITING = 64;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final SerialLine line;
  private final BoardClock clock;
  private final BlockingQueue<Chunk> arrived = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean closed;
  private ByteBuffer bytes = NOTHING;
  private long nanos;

  /**
   * What came at once.
   *
   * @param nanos when, on {@link BoardClock#nanos()}
   * @param fault why no more will come; null while more may
   */
  private record Chunk(ByteBuffer bytes, long nanos, @Nullable IOException fault) {}

  /** Begins to wait. */
  SerialPump(SerialLine line, BoardClock clock) {
    this.line = line;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("serial").start(this::run);
  }

  /** The port and its speed, for people. */
  String name() {
    return line.name();
  }

  /**
   * Waits for more bytes.
   *
   * @return whether there are any
   * @throws IOException when the port was unplugged
   */
  boolean await(Duration patience) throws IOException, InterruptedException {
    Chunk chunk = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (chunk == null) {
      return false;
    }
    if (chunk.fault() != null) {
      throw new IOException(chunk.fault().getMessage(), chunk.fault());
    }
    bytes = chunk.bytes();
    nanos = chunk.nanos();
    return true;
  }

  /** What is left of the bytes that came last. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** When they came, on {@link BoardClock#nanos()}. */
  long nanos() {
    return nanos;
  }

  /** Closes the port once nobody waits at it. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    line.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        byte[] read = line.read();
        if (read.length > 0) {
          arrived.put(new Chunk(ByteBuffer.wrap(read), clock.nanos(), null));
        }
      }
    } catch (IOException unplugged) {
      last(unplugged);
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void last(IOException fault) {
    try {
      arrived.put(new Chunk(NOTHING, clock.nanos(), fault));
    } catch (InterruptedException e) {
      // closed
    }
  }
}
