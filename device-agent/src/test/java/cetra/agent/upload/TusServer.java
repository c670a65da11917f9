package cetra.agent.upload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

/** A small tus 1.0 server that keeps one upload and fails as a test tells it to. */
final class TusServer implements AutoCloseable {
  /** How the next request of a method is answered, before it would be well. */
  record Fault(String method, int status, int octetsKept, String header, String value) {
    static Fault status(String method, int status) {
      return new Fault(method, status, 0, "", "");
    }

    static Fault later(String method, int seconds) {
      return new Fault(method, 503, 0, "Retry-After", Integer.toString(seconds));
    }

    /** All is well, but for what is said of where the upload stands; nothing is kept. */
    static Fault offset(String method, int status, String offset) {
      return new Fault(method, status, 0, "Upload-Offset", offset);
    }

    /** The answer never ends. */
    static Fault endless(String method) {
      return new Fault(method, 500, ENDLESS, "", "");
    }

    /** The connection ends after so many octets of the chunk have been kept. */
    static Fault cutAfter(int octets) {
      return new Fault("PATCH", -1, octets, "", "");
    }

    static Fault redirect(String method, String location) {
      return new Fault(method, 307, 0, "Location", location);
    }
  }

  private static final int ENDLESS = -1;

  final List<String> requests = new ArrayList<>();
  final List<byte[]> finished = new ArrayList<>();
  final Deque<Fault> faults = new ArrayDeque<>();
  private final HttpServer server;
  private final String place;
  private byte[] kept = new byte[0];
  private int length = -1;
  private int created;

  /** A server that says its uploads are at some place; its own when that is empty. */
  TusServer(String elsewhere) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    place = elsewhere.isEmpty() ? uri().toString() : elsewhere;
    server.createContext("/", this::handle);
    server.start();
  }

  TusServer() throws IOException {
    this("");
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Forgets the upload, as after its hand-over. */
  synchronized void forget() {
    length = -1;
    kept = new byte[0];
  }

  synchronized int created() {
    return created;
  }

  synchronized int kept() {
    return kept.length;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String override = exchange.getRequestHeaders().getFirst("X-HTTP-Method-Override");
    String method = override == null ? exchange.getRequestMethod() : override;
    requests.add(method);
    exchange.getResponseHeaders().set("Tus-Resumable", "1.0.0");
    Fault fault = faults.peek();
    if (fault != null && fault.method().equals(method)) {
      faults.remove();
      fail(exchange, fault);
      return;
    }
    switch (method) {
      case "POST" -> create(exchange);
      case "HEAD" -> head(exchange);
      case "PATCH" -> patch(exchange);
      default -> answer(exchange, 405);
    }
  }

  private void fail(HttpExchange exchange, Fault fault) throws IOException {
    if (fault.status() > 0) {
      exchange.getRequestBody().readAllBytes();
      if (!fault.header().isEmpty()) {
        exchange.getResponseHeaders().set(fault.header(), fault.value());
      }
      if (fault.octetsKept() == ENDLESS) {
        sayOnAndOn(exchange, fault.status());
      } else {
        answer(exchange, fault.status());
      }
    } else {
      byte[] chunk = exchange.getRequestBody().readNBytes(fault.octetsKept());
      append(chunk);
      exchange.getResponseBody().close();
      exchange.close();
    }
  }

  private static void sayOnAndOn(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      byte[] block = new byte[1 << 16];
      while (true) {
        out.write(block);
      }
    }
  }

  private void create(HttpExchange exchange) throws IOException {
    created++;
    length = Integer.parseInt(exchange.getRequestHeaders().getFirst("Upload-Length"));
    kept = new byte[0];
    exchange.getResponseHeaders().set("Location", place + "/v1/uploads/" + created);
    answer(exchange, 201);
  }

  private void head(HttpExchange exchange) throws IOException {
    if (length < 0) {
      answer(exchange, 404);
      return;
    }
    exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(kept.length));
    exchange.getResponseHeaders().set("Upload-Length", Integer.toString(length));
    answer(exchange, 200);
  }

  private void patch(HttpExchange exchange) throws IOException {
    byte[] chunk;
    try (InputStream body = exchange.getRequestBody()) {
      chunk = body.readAllBytes();
    }
    String offset = exchange.getRequestHeaders().getFirst("Upload-Offset");
    if (length < 0) {
      answer(exchange, 404);
    } else if (Integer.parseInt(offset) != kept.length || chunk.length == 0) {
      answer(exchange, 409);
    } else if (!checksum(chunk).equals(exchange.getRequestHeaders().getFirst("Upload-Checksum"))) {
      answer(exchange, 460);
    } else {
      append(chunk);
      exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(kept.length));
      answer(exchange, 204);
    }
  }

  private void append(byte[] chunk) {
    int before = kept.length;
    kept = Arrays.copyOf(kept, before + chunk.length);
    System.arraycopy(chunk, 0, kept, before, chunk.length);
    if (kept.length == length) {
      finished.add(kept);
    }
  }

  private static String checksum(byte[] chunk) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(chunk);
      return "sha256 " + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
