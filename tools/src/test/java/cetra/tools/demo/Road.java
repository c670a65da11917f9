package cetra.tools.demo;

import cetra.tools.proxy.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bad road between a car and its relay: it drops all connections once so many octets have gone
 * up, and again and again while it is told to.
 */
final class Road implements AutoCloseable {
  private final TcpProxy proxy;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong cuts = new AtomicLong();
  private volatile long nextCut = Long.MAX_VALUE;
  private volatile long every = Long.MAX_VALUE;

  Road(int to) throws IOException {
    URI relay = URI.create("https://127.0.0.1:" + to);
    proxy = new TcpProxy(() -> relay, TcpProxy.told(this::went)).start();
  }

  int port() {
    return proxy.address().getPort();
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

  private void went(boolean upward, int octets) {
    if (upward && up.addAndGet(octets) >= nextCut) {
      nextCut = up.get() + every;
      cuts.incrementAndGet();
      proxy.drop();
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
  }
}
