package cetra.agent.consent;

import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.hardware.DriverPanel;
import cetra.wire.key.KeyFile;
import cetra.wire.message.Json;
import cetra.wire.store.Database;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tinylog.Logger;

/**
 * The owner's page on the device's own loopback: the question that stands, what was given, and the
 * ledger. Who has the link is the owner; it is in a file that only the device's user can read, and
 * is another one at each start.
 */
public final class OwnerPage implements AutoCloseable {
  /** The file with the link, in the device's data folder. */
  public static final String LINK = "owner.url";

  private static final int KEY_BYTES = 24;
  private static final int MOST_OCTETS = 4096;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path link;
  private final String key;
  private final OwnerQuestions questions;
  private final Withdrawals withdrawals;
  private final LedgerStore ledger;
  private final OwnerHtml html;

  /**
   * Serves on the loopback interface.
   *
   * @param data where the link is written
   * @param port 0 for any
   */
  public OwnerPage(
      Path data, int port, Database database, OwnerQuestions questions, Withdrawals withdrawals)
      throws IOException {
    this.link = data.resolve(LINK);
    this.key = key();
    this.questions = questions;
    this.withdrawals = withdrawals;
    this.ledger = new LedgerStore(database);
    this.html = new OwnerHtml(new ClipStore(database), new OrderStore(database), ledger);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    KeyFile.writeSecret(link, "http://" + host() + "/?key=" + key + "\n");
  }

  private static String key() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        letIn(exchange, form(exchange));
      } catch (IllegalArgumentException e) {
        answer(exchange, 400, "text/plain", String.valueOf(e.getMessage()));
      }
    } catch (RuntimeException e) {
      Logger.error(e, "the owner's page failed");
    }
  }

  private void letIn(HttpExchange exchange, Map<String, String> form) throws IOException {
    if (!host().equals(exchange.getRequestHeaders().getFirst("Host"))) {
      answer(exchange, 421, "text/plain", "this is the page of " + host()); // DNS rebinding
    } else if (!isKey(form.getOrDefault("key", ""))) {
      answer(exchange, 403, "text/plain", "open the link in " + LINK);
    } else {
      serve(exchange, form);
    }
  }

  private void serve(HttpExchange exchange, Map<String, String> form) throws IOException {
    String path = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    switch (path) {
      case "GET /" -> answer(exchange, 200, "text/html", html.page(key, questions.open()));
      case "GET /ledger" -> answer(exchange, 200, "application/json", Json.text(ledger.rows()));
      case "POST /answer" -> {
        answered("yes".equals(form.get("answer")));
        back(exchange);
      }
      case "POST /withdraw" -> {
        int clips = withdrawals.withdraw(form.getOrDefault("order", ""));
        exchange.getResponseHeaders().set("Cetra-Clips", Integer.toString(clips));
        back(exchange);
      }
      default -> answer(exchange, 404, "text/plain", "there is no " + path);
    }
  }

  private void answered(boolean yes) {
    questions
        .open()
        .ifPresent(
            open -> open.answer().complete(yes ? DriverPanel.Answer.YES : DriverPanel.Answer.NO));
  }

  private boolean isKey(String told) {
    return MessageDigest.isEqual(
        told.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
  }

  /** What stands in the query or in the body. */
  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_OCTETS + 1);
    if (body.length > MOST_OCTETS) {
      throw new IllegalArgumentException("at most " + MOST_OCTETS + " octets are read");
    }
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    Map<String, String> form = new HashMap<>();
    for (String pair : (query + "&" + new String(body, StandardCharsets.UTF_8)).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private void back(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/?key=" + key);
    exchange.sendResponseHeaders(303, -1);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
                + " frame-ancestors 'none'");
    exchange.sendResponseHeaders(status, octets.length);
    exchange.getResponseBody().write(octets);
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    Files.deleteIfExists(link);
  }
}
