package cetra.tools.road;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A mobile road to a relay: a TCP proxy that lets octets up as a {@link Trace} does, all of them
 * late by half a round trip, and drops its connections after so many.
 */
final class Road implements AutoCloseable {
  /** What a modem buffers; more, and what is sent says nothing about what has arrived. */
  private static final int BUFFER = 64 << 10;

  private static final int SEGMENT = 1400;

  /** How much waits for its time to arrive. */
  private static final int UNDER_WAY = 4096;

  private static final Duration NEVER = Duration.ofDays(1);

  private record Late(long due, ByteBuffer octets) {}

  private final ServerSocket server = new ServerSocket();
  private volatile URI to;
  private final Trace trace;
  private final long delay;
  private final long begun = System.nanoTime();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> abandoned = ConcurrentHashMap.newKeySet();
  private final AtomicLong up = new AtomicLong();
  private long[] cuts = {};
  private int next;

  /** The moment of the trace at which what comes next may go; of one connection at a time. */
  private double free;

  Road(URI to, Trace trace, Duration roundTrip) throws IOException {
    this.to = to;
    this.trace = trace;
    this.delay = roundTrip.toNanos() / 2;
    server.setReceiveBufferSize(BUFFER);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::accept);
  }

  /** Where it begins; of the same scheme. */
  URI address() {
    return URI.create(to.getScheme() + "://127.0.0.1:" + server.getLocalPort());
  }

  /** Octets that went up, all that surrounds the footage included. */
  long up() {
    return up.get();
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

  /**
   * All connections that stand go nowhere from now on, and nobody is told: the address has changed.
   */
  void abandon() {
    abandoned.addAll(open);
    open.clear();
  }

  /** From now on connections lead to another place. */
  void leadTo(URI place) {
    to = place;
  }

  /** How often it was cut. */
  synchronized int cut() {
    return next;
  }

  private void accept() {
    try {
      while (true) {
        Socket car = server.accept();
        Thread.ofVirtual().start(() -> join(car));
      }
    } catch (IOException closed) {
      drop();
    }
  }

  private void join(Socket car) {
    open.add(car);
    try (car;
        Socket far = new Socket()) {
      open.add(far);
      far.connect(new InetSocketAddress(to.getHost(), to.getPort()));
      car.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread down = Thread.ofVirtual().start(() -> carry(far, car, false));
      carry(car, far, true);
      down.join();
    } catch (IOException ended) {
      // both ends see it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(car);
    }
  }

  private void carry(Socket from, Socket into, boolean shaped) {
    BlockingQueue<Late> late = new LinkedBlockingQueue<>(UNDER_WAY);
    Thread arrival = Thread.ofVirtual().start(() -> arrive(late, into));
    try {
      InputStream in = from.getInputStream();
      byte[] segment = new byte[SEGMENT];
      for (int read = in.read(segment); read >= 0; read = in.read(segment)) {
        if (abandoned.contains(from)) {
          Thread.sleep(NEVER);
        }
        if (shaped) {
          pass(read);
        }
        late.put(
            new Late(System.nanoTime() + delay, ByteBuffer.wrap(Arrays.copyOf(segment, read))));
      }
    } catch (IOException ended) {
      // what is under way still arrives
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    late.add(new Late(System.nanoTime() + delay, ByteBuffer.allocate(0)));
    try {
      arrival.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void arrive(BlockingQueue<Late> late, Socket into) {
    try (OutputStream out = into.getOutputStream()) {
      for (Late next = late.take(); next.octets().hasRemaining(); next = late.take()) {
        sleepUntil(next.due());
        if (abandoned.contains(into)) {
          Thread.sleep(NEVER);
        }
        out.write(next.octets().array());
      }
    } catch (IOException hungUp) {
      quietly(into);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the trace has let so many octets through. */
  private void pass(int octets) throws InterruptedException {
    long due;
    synchronized (this) {
      double from = Math.max(free, now());
      free = from + trace.least(from, octets);
      due = begun + (long) (free * 1e9);
    }
    sleepUntil(due);
    long gone = up.addAndGet(octets);
    if (isCut(gone)) {
      drop();
    }
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

  private void drop() {
    open.forEach(Road::quietly);
    open.clear();
    abandoned.forEach(Road::quietly);
  }

  private static void quietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is of no use either way
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    drop();
  }
}
