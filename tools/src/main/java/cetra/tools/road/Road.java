package cetra.tools.road;

import cetra.tools.proxy.TcpProxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A mobile road to a relay: it lets octets up as a {@link Trace} does, all of them late by half a
 * round trip, and drops its connections after so many.
 */
final class Road implements AutoCloseable {
  /** What a modem buffers; more, and what is sent says nothing about what has arrived. */
  private static final int BUFFER = 64 << 10;

  private static final int SEGMENT = 1400;

  /** How much waits for its time to arrive. */
  private static final int UNDER_WAY = 4096;

  private static final Duration NEVER = Duration.ofDays(1);

  private record Late(long due, ByteBuffer octets) {}

  private final TcpProxy proxy;
  private final Trace trace;
  private final long delay;
  private final long begun = System.nanoTime();
  private final Set<Socket> abandoned = ConcurrentHashMap.newKeySet();
  private final AtomicLong up = new AtomicLong();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile URI to;
  private long[] cuts = {};
  private int next;

  /** The moment of the trace at which what comes next may go. */
  private double free;

  Road(URI to, Trace trace, Duration roundTrip) throws IOException {
    this(to, trace, roundTrip, "127.0.0.1");
  }

  /** A road that begins at another address of this machine. */
  Road(URI to, Trace trace, Duration roundTrip, String host) throws IOException {
    this.to = to;
    this.trace = trace;
    this.delay = roundTrip.toNanos() / 2;
    this.proxy = new TcpProxy(() -> this.to, this::carry, host).start(BUFFER);
  }

  /** Where it begins; of the same scheme. */
  URI address() {
    return proxy.address();
  }

  /** Octets that went up, all that surrounds the footage included. */
  long up() {
    return up.get();
  }

  /** How many connections it has carried. */
  int connections() {
    return connections.get();
  }

  /** Seconds since it was opened: where its trace stands. */
  double now() {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Drops all connections when so many octets have gone up; rising. */
  synchronized void cutAt(long... octets) {
    cuts = octets.clone();
    next = 0;
  }

  /** How often it was cut. */
  synchronized int cut() {
    return next;
  }

  /**
   * All connections that stand go nowhere from now on, and nobody is told: the address has changed.
   */
  void abandon() {
    abandoned.addAll(proxy.open());
  }

  /** From now on connections lead to another place. */
  void leadTo(URI place) {
    to = place;
  }

  private void carry(Socket from, Socket into, boolean shaped) throws InterruptedException {
    connections.addAndGet(shaped ? 1 : 0);
    BlockingQueue<Late> late = new LinkedBlockingQueue<>(UNDER_WAY);
    Thread arrival = Thread.ofVirtual().start(() -> arrive(late, into));
    try {
      InputStream in = from.getInputStream();
      byte[] segment = new byte[SEGMENT];
      for (int read = in.read(segment); read >= 0; read = in.read(segment)) {
        endHere(from);
        if (shaped) {
          pass(read);
        }
        late.put(late(ByteBuffer.wrap(Arrays.copyOf(segment, read))));
      }
    } catch (IOException ended) {
      // what is under way still arrives
    }
    late.put(late(ByteBuffer.allocate(0)));
    arrival.join();
  }

  private Late late(ByteBuffer octets) {
    return new Late(System.nanoTime() + delay, octets);
  }

  private void arrive(BlockingQueue<Late> late, Socket into) {
    try (OutputStream out = into.getOutputStream()) {
      for (Late next = late.take(); next.octets().hasRemaining(); next = late.take()) {
        sleepUntil(next.due());
        endHere(into);
        out.write(next.octets().array());
      }
    } catch (IOException ended) {
      late.clear(); // nobody takes what still comes
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endHere(Socket socket) throws InterruptedException {
    if (abandoned.contains(socket)) {
      Thread.sleep(NEVER);
    }
  }

  /** Waits until the trace has let so many octets through. */
  private void pass(int octets) throws InterruptedException {
    sleepUntil(due(octets));
    if (isCut(up.addAndGet(octets))) {
      proxy.drop();
    }
  }

  private synchronized long due(int octets) {
    double from = Math.max(free, now());
    free = from + trace.least(from, octets);
    return begun + (long) (free * 1e9);
  }

  private synchronized boolean isCut(long gone) {
    boolean cut = next < cuts.length && gone >= cuts[next];
    next += cut ? 1 : 0;
    return cut;
  }

  private static void sleepUntil(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
  }
}
