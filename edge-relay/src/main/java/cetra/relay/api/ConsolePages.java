package cetra.relay.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/** The console's static pages, and the exchange of its login link for a cookie. */
final class ConsolePages {
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "style.css", "text/css; charset=utf-8",
          "console.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private final Accounts accounts;
  private final ConsoleLink link;
  private final Problem stranger;
  private final Map<String, Buffer> pages = new LinkedHashMap<>();

  ConsolePages(Accounts accounts, ConsoleLink link, Problem stranger) throws IOException {
    this.accounts = accounts;
    this.link = link;
    this.stranger = stranger;
    for (String name : TYPES.keySet()) {
      try (InputStream in = ConsolePages.class.getResourceAsStream("console/" + name)) {
        if (in == null) {
          throw new IOException("the console's page " + name + " is missing from the software");
        }
        pages.put(name, Buffer.buffer(in.readAllBytes()));
      }
    }
  }

  void mount(Router router) {
    router.get("/").handler(this::first);
    TYPES.keySet().forEach(name -> router.get("/" + name).handler(context -> page(context, name)));
  }

  private void first(RoutingContext context) {
    String token = context.request().getParam("token");
    if (token == null) {
      page(context, "index.html");
      return;
    }
    // a used link is replaced in its file, and the event loop waits for no disk
    Thread.ofVirtual().name("console-login").start(() -> login(context, token));
  }

  private void login(RoutingContext context, String token) {
    Optional<String> session = accounts.login(token);
    try {
      link.renew();
    } catch (IOException e) {
      Logger.error(e, "the console's link cannot be written");
    }
    if (session.isEmpty()) {
      stranger.send(context.response());
      return;
    }
    context
        .response()
        .addCookie(
            Cookie.cookie(Accounts.COOKIE, session.get())
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT))
        .setStatusCode(303)
        .putHeader("Location", "/")
        .putHeader("Cache-Control", "no-store")
        .end();
  }

  private void page(RoutingContext context, String name) {
    Buffer page = pages.get(name);
    if (page == null || accounts.byCookie(context.request()).isEmpty()) {
      stranger.send(context.response());
      return;
    }
    HttpServerResponse response = context.response();
    response
        .putHeader("Content-Type", TYPES.get(name))
        .putHeader("Cache-Control", "no-cache")
        .end(page);
  }
}
