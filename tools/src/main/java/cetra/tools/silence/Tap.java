package cetra.tools.silence;

import cetra.tools.proxy.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A road to a server on which somebody writes down when how many octets went which way. */
final class Tap implements AutoCloseable {
  /**
   * Octets that went together.
   *
   * @param up from the car
   */
  record Packet(long nanos, boolean up, int octets) {}

  private final TcpProxy proxy;
  private final List<Packet> packets = new ArrayList<>();

  Tap(URI to) throws IOException {
    proxy = new TcpProxy(() -> to, TcpProxy.told(this::note)).start();
  }

  /** Where it begins; of the same scheme. */
  URI address() {
    return proxy.address();
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

  private void note(boolean up, int octets) {
    synchronized (packets) {
      packets.add(new Packet(System.nanoTime(), up, octets));
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
  }
}
