package cetra.relay.api;

import cetra.wire.key.TlsIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** How the listeners are set: TLS and the limits of what they read. */
final class Listeners {
  private static final int MOST_HEADER = 16 << 10;
  private static final int MOST_LINE = 4 << 10;

  /** Above the heartbeat of event streams and the patience of uploads. */
  private static final int IDLE_SECONDS = 90;

  private Listeners() {}

  static HttpServerOptions plain(String host, int port) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setReuseAddress(true)
        .setHandle100ContinueAutomatically(true)
        .setMaxHeaderSize(MOST_HEADER)
        .setMaxInitialLineLength(MOST_LINE)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  /**
   * Certificates are asked for and not demanded: who has none reads why it is refused. TLS is
   * BoringSSL's where it runs: the JDK's takes half of what an upload costs.
   */
  static HttpServerOptions tls(TlsIdentity identity, String host, int port) throws IOException {
    String password = UUID.randomUUID().toString();
    HttpServerOptions options = plain(host, port);
    if (OpenSSLEngineOptions.isAvailable()) {
      options.setSslEngineOptions(new OpenSSLEngineOptions());
    }
    return options
        .setSsl(true)
        .setUseAlpn(true)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setClientAuth(ClientAuth.REQUEST)
        .setKeyCertOptions(store(identity.keyStore(password.toCharArray()), password))
        .setTrustOptions(store(identity.trustStore(), password));
  }

  private static PfxOptions store(KeyStore store, String password) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      store.store(bytes, password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot hand over the TLS identity", e);
    }
    return new PfxOptions().setValue(Buffer.buffer(bytes.toByteArray())).setPassword(password);
  }
}
