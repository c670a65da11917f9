package cetra.relay.api;

import cetra.relay.deliver.RetentionStore;
import cetra.relay.ingest.UploadServer;
import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderDesk;
import cetra.relay.order.OrderEvents;
import cetra.relay.schedule.OfferBook;
import cetra.relay.transparency.Commitments;
import cetra.relay.transparency.OrderLog;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.key.RevocationList;
import cetra.wire.key.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The relay's HTTP listeners: one for issuers and devices (TLS 1.3, HTTP/1.1 and HTTP/2,
 * certificates asked for), and one for the console (plain, on the loopback interface alone, which
 * browsers treat as secure).
 */
public final class HttpApi implements AutoCloseable {
  static final String LOOPBACK = "127.0.0.1";
  private static final long PATIENCE_SECONDS = 20;
  private static final Duration LINK_CHECK = Duration.ofSeconds(10);

  /** What the API shows and does. */
  public record Parts(
      OrderDesk desk,
      OrderBook orders,
      OrderEvents events,
      OrderLog log,
      Commitments commitments,
      OfferBook offers,
      EvidenceVault vault,
      CustodyLog custody,
      RetentionStore retention,
      Function<String, Optional<byte[]>> stamps,
      UploadServer uploads) {}

  private final Vertx vertx;
  private final Accounts accounts;
  private final OrderPages orders;
  private final LogPages log;
  private final ClipPages clips;
  private final CustodyPages custody;
  private final EventStream events;
  private final String host;
  private int port;
  private @Nullable ConsoleLink link;

  private HttpApi(Parts parts, String host, Clock clock) {
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    this.accounts = new Accounts(clock);
    this.orders = new OrderPages(parts.desk(), parts.orders(), parts.events(), clock);
    this.log = new LogPages(orders, parts.log(), parts.commitments(), clock);
    this.clips =
        new ClipPages(
            orders,
            parts.orders(),
            parts.offers(),
            parts.retention(),
            parts.vault(),
            parts.custody());
    this.custody =
        new CustodyPages(
            parts.orders(), parts.offers(), parts.retention(), parts.stamps(), parts.custody());
    this.events = new EventStream(orders, parts.events());
    this.host = host;
  }

  /**
   * Starts the listeners.
   *
   * @param host where the API listens; the console never leaves the loopback interface
   * @param port of the API, 0 for any
   * @param consolePort 0 for any, -1 for no console
   * @param linkFile where the console's login link is written
   * @throws IOException when a port is taken; nothing listens then
   */
  public static HttpApi start(
      Parts parts,
      TlsIdentity identity,
      String host,
      int port,
      int consolePort,
      Path linkFile,
      Clock clock)
      throws IOException, InterruptedException {
    HttpApi api = new HttpApi(parts, host, clock);
    try {
      api.port =
          api.listen(
              Listeners.tls(identity, host, port),
              api.apiRouter(parts.uploads(), identity.revocations()));
      if (consolePort >= 0) {
        api.startConsole(consolePort, linkFile);
      }
      return api;
    } catch (IOException | InterruptedException | RuntimeException e) {
      api.close();
      throw e;
    }
  }

  /** Where issuers and devices reach it. */
  public URI address() {
    return URI.create("https://" + host + ":" + port);
  }

  /**
   * A new login link to the console, good for one login within half an hour.
   *
   * @return null when there is no console
   */
  public @Nullable URI console() {
    return link == null ? null : link.another();
  }

  @Override
  public void close() {
    try {
      await(vertx.close());
      if (link != null) {
        link.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int listen(HttpServerOptions options, Router router)
      throws IOException, InterruptedException {
    try {
      HttpServer server = vertx.createHttpServer(options).requestHandler(router);
      return await(server.listen()).actualPort();
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on " + options.getHost() + ":" + options.getPort() + ": " + e.getMessage(),
          e);
    }
  }

  private void startConsole(int consolePort, Path linkFile)
      throws IOException, InterruptedException {
    ConsoleLink written = new ConsoleLink(linkFile, accounts);
    Router router = consoleRouter(written, linkFile);
    written.open(listen(Listeners.plain(LOOPBACK, consolePort), router));
    link = written;
    vertx.setPeriodic(
        LINK_CHECK.toMillis(),
        timer -> Thread.ofVirtual().name("console-link").start(() -> renew(written)));
  }

  private static void renew(ConsoleLink link) {
    try {
      link.renew();
    } catch (IOException e) {
      Logger.error(e, "the console's link cannot be written");
    }
  }

  private Router apiRouter(UploadServer uploads, RevocationList revoked) {
    Routes routes =
        new Routes(
            vertx,
            Accounts::byCertificate,
            Problem.of(401, "Unauthorized", "a device's or an issuer's certificate is needed"));
    routes.router().route().handler(new RevokedClients(revoked));
    uploads.mount(routes.router());
    routes.on(HttpMethod.POST, "/v1/orders", orders::submit);
    routes.on(HttpMethod.PUT, "/v1/clips/:id/hold", custody::hold);
    routes.on(HttpMethod.DELETE, "/v1/clips/:id/hold", custody::release);
    routes.on(HttpMethod.GET, "/v1/log", log::page);
    routes.on(HttpMethod.GET, "/v1/commitments/:root", log::commitment);
    reading(routes);
    return routes.closed();
  }

  private Router consoleRouter(ConsoleLink written, Path linkFile) throws IOException {
    Problem stranger =
        Problem.of(401, "Unauthorized", "open the link in " + linkFile.toAbsolutePath());
    Routes routes = new Routes(vertx, accounts::byCookie, stranger);
    // a page elsewhere that has its own name resolved to this machine is not the console
    routes
        .router()
        .route()
        .handler(
            context -> {
              if (ours(context.request())) {
                context.next();
              } else {
                Problem.of(421, "Misdirected Request", "the console is at " + LOOPBACK)
                    .send(context.response());
              }
            });
    new ConsolePages(accounts, written, stranger).mount(routes.router());
    reading(routes);
    return routes.closed();
  }

  private boolean ours(HttpServerRequest request) {
    return Optional.ofNullable(request.authority())
        .filter(to -> to.host().equals(LOOPBACK) || to.host().equals("localhost"))
        .isPresent();
  }

  private void reading(Routes routes) {
    routes.on(HttpMethod.GET, "/v1/orders", orders::list);
    routes.on(HttpMethod.GET, "/v1/orders/:id", orders::one);
    routes.on(HttpMethod.GET, "/v1/orders/:id/events", events::open);
    routes.on(HttpMethod.GET, "/v1/orders/:id/proof", log::proof);
    routes.on(HttpMethod.GET, "/v1/log/checkpoint", log::checkpoint);
    routes.on(HttpMethod.GET, "/v1/log/tile/:level/:number", log::tile);
    routes.on(HttpMethod.GET, "/v1/orders/:id/clips", clips::ofOrder);
    routes.on(HttpMethod.GET, "/v1/clips/:id/custody", custody::ofClip);
    routes.on(HttpMethod.GET, "/v1/clips/:id/deletion", custody::deletion);
    routes.on(HttpMethod.GET, "/v1/clips/:id/timestamp", custody::timestamp);
    routes.on(HttpMethod.GET, "/v1/custody", custody::all);
    for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      routes.on(method, "/v1/clips/:id/package", clips::evidence);
      routes.on(method, "/v1/clips/:id/clip.mp4", clips::original);
      routes.on(method, "/v1/clips/:id/view.mp4", clips::view);
      routes.on(method, "/v1/clips/:id/still.jpg", clips::still);
    }
  }

  private static <T> T await(Future<T> future) throws IOException, InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(String.valueOf(cause.getMessage()), cause);
    }
  }
}
