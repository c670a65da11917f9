package cetra.tools.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bad road between a car and its relay: a TCP proxy that drops all connections once so many
 * octets have gone up, and again and again while it is told to.
 */
final class Road implements AutoCloseable {
  private final ServerSocket server;
  private final int to;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong cuts = new AtomicLong();
  private volatile long nextCut = Long.MAX_VALUE;
  private volatile long every = Long.MAX_VALUE;

  Road(int to) throws IOException {
    this.to = to;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Drops all connections whenever so many more octets have gone up. */
  void cutEvery(long octets) {
    every = octets;
    nextCut = up.get() + octets;
  }

  void smooth() {
    every = Long.MAX_VALUE;
    nextCut = Long.MAX_VALUE;
  }

  long cuts() {
    return cuts.get();
  }

  long octetsUp() {
    return up.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    drop();
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
        Socket relay = new Socket()) {
      open.add(relay);
      relay.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
      Thread down = Thread.ofVirtual().start(() -> copy(relay, car, false));
      copy(car, relay, true);
      down.join();
    } catch (IOException dropped) {
      // both ends see it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copy(Socket from, Socket onto, boolean upward) {
    byte[] buffer = new byte[8192];
    try (from;
        onto) {
      InputStream in = from.getInputStream();
      OutputStream out = onto.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        if (upward && up.addAndGet(read) >= nextCut) {
          nextCut = up.get() + every;
          cuts.incrementAndGet();
          drop();
        }
      }
    } catch (IOException dropped) {
      // both ends see it
    }
  }

  private void drop() {
    for (Socket socket : List.copyOf(open)) {
      open.remove(socket);
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone either way
      }
    }
  }
}
