package cetra.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;

/** Sockets that can be closed under their client's feet, as a road ends. */
public final class SeverableSockets extends SSLSocketFactory {
  private final SSLSocketFactory real;
  private final List<Socket> made = new CopyOnWriteArrayList<>();

  public SeverableSockets(SSLSocketFactory real) {
    this.real = real;
  }

  /** Closes all of them. */
  public void sever() throws IOException {
    for (Socket socket : made) {
      socket.close();
    }
  }

  private Socket kept(Socket socket) {
    made.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return kept(real.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return kept(real.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return kept(real.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return kept(real.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return kept(real.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(Socket over, String host, int port, boolean autoClose)
      throws IOException {
    return kept(real.createSocket(over, host, port, autoClose));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return real.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return real.getSupportedCipherSuites();
  }
}
