package cetra.tools.silence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A road to a server on which somebody writes down when how many octets went which way. */
final class Tap implements AutoCloseable {
  /**
   * Octets that went together.
   *
   * @param up from the car
   */
  record Packet(long nanos, boolean up, int octets) {}

  private final ServerSocket server;
  private final URI to;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Packet> packets = new ArrayList<>();

  Tap(URI to) throws IOException {
    this.to = to;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Where it begins; of the same scheme. */
  URI address() {
    return URI.create(to.getScheme() + "://127.0.0.1:" + server.getLocalPort());
  }

  /** What went since the last time, the oldest first. */
  List<Packet> take() {
    synchronized (packets) {
      List<Packet> taken = List.copyOf(packets);
      packets.clear();
      return taken;
    }
  }

  /** When the newest went; 0 when none has since the last {@link #take}. */
  long newest() {
    synchronized (packets) {
      return packets.isEmpty() ? 0 : packets.getLast().nanos();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket car = server.accept();
        Thread.ofVirtual().start(() -> join(car));
      }
    } catch (IOException closed) {
      hangUp();
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
      Thread down = Thread.ofVirtual().start(() -> copy(far, car, false));
      copy(car, far, true);
      down.join();
    } catch (IOException ended) {
      // both ends see it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copy(Socket from, Socket onto, boolean up) {
    byte[] buffer = new byte[16_384];
    try (from;
        onto) {
      InputStream in = from.getInputStream();
      OutputStream out = onto.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        note(new Packet(System.nanoTime(), up, read));
        out.write(buffer, 0, read);
      }
    } catch (IOException ended) {
      // both ends see it
    }
  }

  private void note(Packet packet) {
    synchronized (packets) {
      packets.add(packet);
    }
  }

  private void hangUp() {
    for (Socket socket : List.copyOf(open)) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone either way
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    hangUp();
  }
}
