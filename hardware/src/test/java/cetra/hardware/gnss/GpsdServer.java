package cetra.hardware.gnss;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket that a test speaks gpsd's protocol through, to one client after another. */
final class GpsdServer implements AutoCloseable {
  static final String VERSION =
      "{\"class\":\"VERSION\",\"release\":\"3.22\",\"rev\":\"3.22\",\"proto_major\":3,"
          + "\"proto_minor\":14}";

  private final ServerSocket server;
  private Socket client = new Socket();

  GpsdServer() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  int port() {
    return server.getLocalPort();
  }

  /** Takes the next client and greets it. */
  void greet() throws IOException {
    client = server.accept();
    say(VERSION);
  }

  void say(String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** What the client asks for. */
  String hear() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    return lines.readLine();
  }

  void hangUp() throws IOException {
    client.close();
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
