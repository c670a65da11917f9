package cetra.agent.upload;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * How the device speaks HTTPS to its relay: as itself, to nobody but it, never waiting for ever.
 *
 * @param relay base address
 * @param tls who the device is and whom it trusts
 */
public record RelayConnection(URI relay, SSLContext tls) {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 30_000;

  /** Opens a path of the relay; nothing is sent yet. */
  public HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) relay.resolve(path).toURL().openConnection();
    prepare(connection);
    return connection;
  }

  /** Makes a connection one to the relay; redirects are not followed, a relay has no cause to. */
  void prepare(HttpURLConnection connection) {
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(tls.getSocketFactory());
    }
  }
}
