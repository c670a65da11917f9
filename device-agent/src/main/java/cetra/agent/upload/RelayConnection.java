package cetra.agent.upload;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * How the device speaks HTTPS to its relay: as itself, to nobody but it, never waiting for ever.
 *
 * @param relay base address
 * @param sockets who the device is and whom it trusts; one for all requests, or none finds the
 *     connection of the one before
 * @param patience how long nothing may come or go before a connection is given up
 */
public record RelayConnection(URI relay, SSLSocketFactory sockets, Duration patience) {
  private static final int CONNECT_MILLIS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A way to a relay with an identity. */
  public RelayConnection(URI relay, SSLContext tls) {
    this(relay, tls.getSocketFactory(), PATIENCE);
  }

  /** Opens a path of the relay; nothing is sent yet. */
  public HttpURLConnection open(String path) throws IOException {
    return open(relay.resolve(path));
  }

  /** Opens a place at the relay; redirects are not followed, a relay has no cause to. */
  HttpURLConnection open(URI place) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) place.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout((int) patience.toMillis());
    connection.setInstanceFollowRedirects(false);
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(sockets);
    }
    return connection;
  }
}
