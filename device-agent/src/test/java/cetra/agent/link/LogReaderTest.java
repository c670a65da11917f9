package cetra.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.agent.Issuer;
import cetra.agent.StoppedBoard;
import cetra.agent.TestLog;
import cetra.agent.index.ClipIndex;
import cetra.agent.upload.RelayConnection;
import cetra.wire.log.LogPage;
import cetra.wire.message.Json;
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
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogReaderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** What the relay answers to a question for the log from an index. */
  private interface Relay {
    LogPage from(int index) throws IOException;
  }

  @TempDir Path folder;
  private final List<Long> asked = new CopyOnWriteArrayList<>();
  private final Issuer issuer = new Issuer();
  private TestLog log;
  private volatile Relay relay = from -> log.page(from, from);
  private Database database;
  private LogFollower follower;
  private HttpServer server;
  private LogReader reader;

  @BeforeEach
  void start() throws Exception {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
    follower = new LogFollower(database, issuer.root(), StoppedBoard.CLOCK);
    log = new TestLog(folder, "relay/orders", issuer.rootKey(), issuer.root(), StoppedBoard.ZERO);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/log", this::answer);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    reader = new LogReader(follower, new RelayConnection(uri, SSLContext.getDefault()));
  }

  @AfterEach
  void stop() {
    reader.close();
    server.stop(0);
    database.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    int from = Integer.parseInt(exchange.getRequestURI().getQuery().replace("from=", ""));
    asked.add((long) from);
    try {
      byte[] page = Json.bytes(relay.from(from));
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    } catch (IOException refused) {
      exchange.sendResponseHeaders(503, -1);
    }
    exchange.close();
  }

  private Relay pages(int most, int size) {
    IntStream.range(0, size).forEach(index -> log.with("order " + index));
    return from -> log.page(from, Math.min(size, from + most));
  }

  @Test
  void aLogOfManyPagesIsReadToItsEnd() {
    relay = pages(100, 250);
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> follower.next() == 250);
    assertThat(asked).containsExactly(0L, 100L, 200L);
  }

  @Test
  void whatWasReadIsNotAskedForAgain() {
    relay = pages(100, 3);
    follower.take(log.page(0, 1));
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> follower.next() == 3);
    assertThat(asked).containsExactly(1L);
  }

  @Test
  void aRelayThatFailsIsAskedAgain() {
    Relay good = pages(100, 5);
    relay =
        from -> {
          if (asked.size() < 2) {
            throw new IOException("not yet");
          }
          return good.from(from);
        };
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> follower.next() == 5);
    assertThat(asked).containsExactly(0L, 0L);
  }

  /** A relay whose page leads no further must not be asked for it without end. */
  @Test
  void aPageWithAGapEndsTheReading() {
    Relay good = pages(100, 9);
    relay = from -> asked.size() > 1 ? good.from(from) : log.page(7, 9);
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> !asked.isEmpty());
    await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> asked.size() == 1);
    assertThat(follower.next()).isZero();
    reader.catchUp();
    await().atMost(PATIENCE).until(() -> follower.next() == 9);
  }
}
