package cetra.relay.api;

import cetra.wire.key.RevocationList;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.tinylog.Logger;

/**
 * Turns away clients whose certificate was taken back, also on connections that stand already: the
 * list is read again when it changes. While it cannot be read, nobody is let in.
 */
final class RevokedClients implements Handler<RoutingContext> {
  private final RevocationList list;

  RevokedClients(RevocationList list) {
    this.list = list;
  }

  @Override
  public void handle(RoutingContext context) {
    try {
      if (revoked(context)) {
        Problem.forbidden("this certificate was taken back").send(context.response());
        return;
      }
    } catch (SSLPeerUnverifiedException none) {
      // who shows no certificate is told so further on
    } catch (IOException e) {
      Logger.error("nobody is let in: {}", e.getMessage());
      Problem.of(503, "Service Unavailable", "the list of revoked certificates cannot be read")
          .send(context.response());
      return;
    }
    context.next();
  }

  private boolean revoked(RoutingContext context) throws IOException {
    return list.revoked(
        (X509Certificate) context.request().connection().peerCertificates().getFirst());
  }
}
