package cetra.tools.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A TCP proxy; how octets go is its lane's business. */
public final class TcpProxy implements AutoCloseable {
  private static final int BLOCK = 16 << 10;

  /** How octets go. */
  public interface Lane {
    /** Carries one direction of a connection until it ends; in a thread of its own. */
    void carry(Socket from, Socket into, boolean up) throws IOException, InterruptedException;
  }

  /** Whom a lane tells. */
  public interface Watcher {
    /** So many octets are about to go on. */
    void seen(boolean up, int octets);
  }

  private final ServerSocket server = new ServerSocket();
  private final Supplier<URI> to;
  private final Lane lane;
  private final String host;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** A proxy on the loopback interface to wherever connections lead when they begin. */
  public TcpProxy(Supplier<URI> to, Lane lane) throws IOException {
    this(to, lane, "127.0.0.1");
  }

  /** One that listens at another address of this machine. */
  public TcpProxy(Supplier<URI> to, Lane lane, String host) throws IOException {
    this.to = to;
    this.lane = lane;
    this.host = host;
  }

  /** A lane on which all goes at once, and somebody is told. */
  public static Lane told(Watcher watcher) {
    return (from, into, up) -> {
      byte[] block = new byte[BLOCK];
      try (from;
          into) {
        InputStream in = from.getInputStream();
        OutputStream out = into.getOutputStream();
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
          watcher.seen(up, read);
          out.write(block, 0, read);
        }
      }
    };
  }

  /** Begins to listen. */
  public TcpProxy start() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
    Thread.ofVirtual().start(this::accept);
    return this;
  }

  /** Begins to listen, and takes in no more than so many octets that are not carried yet. */
  public TcpProxy start(int buffer) throws IOException {
    server.setReceiveBufferSize(buffer);
    return start();
  }

  /** Where it begins; of the scheme of where it leads. */
  public URI address() {
    return URI.create(to.get().getScheme() + "://" + host + ":" + server.getLocalPort());
  }

  /** Both sockets of each connection. */
  public List<Socket> open() {
    return List.copyOf(open);
  }

  /** Ends all connections, and both ends see it. */
  public void drop() {
    for (Socket socket : open()) {
      open.remove(socket);
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone either way
      }
    }
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
    try (car;
        Socket far = new Socket()) {
      List<Socket> both = List.of(car, far);
      open.addAll(both);
      try {
        connect(car, far);
      } finally {
        open.removeAll(both);
      }
    } catch (IOException ended) {
      // both ends see it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connect(Socket car, Socket far) throws IOException, InterruptedException {
    URI place = to.get();
    far.connect(new InetSocketAddress(place.getHost(), place.getPort()));
    car.setTcpNoDelay(true);
    far.setTcpNoDelay(true);
    Thread down = Thread.ofVirtual().start(() -> carry(far, car, false));
    carry(car, far, true);
    down.join();
  }

  private void carry(Socket from, Socket into, boolean up) {
    try {
      lane.carry(from, into, up);
    } catch (IOException ended) {
      // both ends see it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    drop();
  }
}
