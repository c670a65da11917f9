package cetra.agent.upload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS over sockets that another thread can cut: a TLS socket cannot be closed while something is
 * being written to it, the one below it can. For the connections of one thread, one at a time.
 */
final class CutableSockets extends SSLSocketFactory {
  private final SSLSocketFactory tls;
  private volatile @Nullable Socket newest;

  CutableSockets(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /** Cuts the newest connection, whatever is being done with it. */
  void cut() {
    Socket socket = newest;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is of no use either way
      }
    }
  }

  /** HTTPS connections come here: they are TCP ones first. */
  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    newest = below;
    return tls.createSocket(below, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new SocketException("only over a socket that is connected");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }
}
