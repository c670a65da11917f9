package cetra.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.agent.index.ClipIndex;
import cetra.agent.index.OrderStore;
import cetra.agent.upload.RelayConnection;
import cetra.wire.message.Json;
import cetra.wire.message.LogEntry;
import cetra.wire.message.LogPage;
import cetra.wire.store.Database;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogReaderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** What the relay answers to a question for the log from an index. */
  private interface Relay {
    LogPage from(long index) throws IOException;
  }

  @TempDir Path folder;
  private final List<Long> asked = new CopyOnWriteArrayList<>();
  private volatile Relay relay = index -> LogPage.of(0, List.of());
  private Database database;
  private OrderStore orders;
  private HttpServer server;
  private LogReader reader;

  @BeforeEach
  void start() throws Exception {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
    orders = new OrderStore(database);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/log", this::answer);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    reader = new LogReader(orders, new RelayConnection(uri, SSLContext.getDefault()));
  }

  @AfterEach
  void stop() {
    reader.close();
    server.stop(0);
    database.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    long from = Long.parseLong(exchange.getRequestURI().getQuery().replace("from=", ""));
    asked.add(from);
    try {
      byte[] page = Json.bytes(relay.from(from));
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    } catch (IOException refused) {
      exchange.sendResponseHeaders(503, -1);
    }
    exchange.close();
  }

  private static LogPage page(long from, long most, long size) {
    List<LogEntry> entries =
        LongStream.range(from, Math.min(size, from + most))
            .mapToObj(index -> LogEntry.of(index, "order " + index))
            .toList();
    return LogPage.of(size, entries);
  }

  @Test
  void aLogOfManyPagesIsReadToItsEnd() {
    relay = from -> page(from, 100, 250);
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> orders.next() == 250);
    assertThat(asked).containsExactly(0L, 100L, 200L);
  }

  @Test
  void whatWasReadIsNotAskedForAgain() {
    orders.receive(LogEntry.of(0, "first"));
    relay = from -> page(from, 100, 3);
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> orders.next() == 3);
    assertThat(asked).containsExactly(1L);
  }

  @Test
  void aRelayThatFailsIsAskedAgain() {
    relay =
        from -> {
          if (asked.size() < 2) {
            throw new IOException("not yet");
          }
          return page(from, 100, 5);
        };
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> orders.next() == 5);
    assertThat(asked).containsExactly(0L, 0L);
  }

  /** A relay whose page leads no further must not be asked for it without end. */
  @Test
  void aPageWithAGapEndsTheReading() {
    relay =
        from -> asked.size() > 1 ? page(from, 100, 9) : LogPage.of(9, List.of(LogEntry.of(7, "x")));
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> !asked.isEmpty());
    await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> asked.size() == 1);
    assertThat(orders.next()).isZero();
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> orders.next() == 9);
  }
}
