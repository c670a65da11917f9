package cetra.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.agent.Issuer;
import cetra.agent.StoppedBoard;
import cetra.agent.TestLog;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.OrderStore;
import cetra.wire.log.LogPart;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class LogFollowerTest {
  private static final Instant BEGUN = StoppedBoard.ZERO.minusSeconds(100);

  private final Issuer issuer = new Issuer();
  @TempDir private Path folder;
  private Database database;
  private LogFollower follower;
  private TestLog log;

  @BeforeEach
  void begin() throws IOException {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
    follower = follower();
    log = log("relay/orders", BEGUN).with("a", "b", "c", "d", "e");
  }

  @AfterEach
  void end() {
    database.close();
  }

  private LogFollower follower() {
    return new LogFollower(database, issuer.root(), StoppedBoard.CLOCK);
  }

  private TestLog log(String name, Instant since) throws IOException {
    return new TestLog(folder.resolve("keys"), name, issuer.rootKey(), issuer.root(), since);
  }

  private List<String> taken() {
    return database.list("SELECT signed FROM entry ORDER BY log_index", row -> row.getString(1));
  }

  @Test
  void entriesAreTakenInOrderAndOnce() {
    assertThat(follower.take(log.page(0, 2))).isTrue();
    assertThat(follower.take(log.page(0, 2))).as("again").isTrue();
    assertThat(follower.take(log.page(3, 5))).as("what comes before it is missing").isFalse();
    assertThat(follower().take(log.page(2, 5))).as("after a restart").isTrue();
    assertThat(taken()).containsExactly("a", "b", "c", "d", "e");
    assertThat(follower.next()).isEqualTo(5);
  }

  /** Brokers repeat and devices restart; a gap is filled by reading on, as the reader does. */
  @Test
  void aThousandMessagesInAnyOrderOverRestartsLeadToEachEntryOnce() throws IOException {
    Random random = new Random(7);
    for (int i = 5; i < 60; i++) {
      log.with("entry " + i);
    }
    for (int message = 0; message < 1000; message++) {
      int from = random.nextInt(60);
      if (!follower.take(log.page(from, from + 1 + random.nextInt(60 - from)))) {
        int next = (int) follower.next();
        follower.take(log.page(next, Math.min(60, next + 1 + random.nextInt(3))));
      }
      if (message % 97 == 0) {
        database.close();
        database = ClipIndex.open(folder.resolve("index.sqlite"));
        follower = follower();
      }
    }
    assertThat(follower.next()).isEqualTo(60);
    assertThat(taken()).hasSize(60).doesNotHaveDuplicates().startsWith("a").endsWith("entry 59");
  }

  @Test
  void whatIsLeftOutIsFollowedAsARoot() {
    LogPart four = LogPart.subtree(2, log.range(4).root());
    assertThat(follower.take(log.page(0, 5, List.of(four, LogPart.entry("e"))))).isTrue();
    assertThat(taken()).containsExactly("e");
    assertThat(new OrderStore(database).next()).isEqualTo(5);
  }

  @Test
  void anEntryThatIsNotInTheSignedLogIsNotTaken() {
    List<LogPart> forged = List.of(LogPart.entry("a"), LogPart.entry("forged"));
    assertThatThrownBy(() -> follower.take(log.page(0, 2, forged)))
        .hasMessageContaining("do not lead to the log's checkpoint");
    List<LogPart> tooFew = List.of(LogPart.entry("a"));
    assertThatThrownBy(() -> follower.take(log.page(0, 2, tooFew)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(taken()).isEmpty();
    assertThat(follower.next()).isZero();
  }

  /** A relay that shows one car another log than all others cannot go back to theirs. */
  @Test
  void aLogThatWasRewrittenIsNotFollowed() throws IOException {
    follower.take(log.page(0, 2));
    TestLog rewritten = log("relay/orders", BEGUN).with("a", "B", "c");
    assertThatThrownBy(() -> follower.take(rewritten.page(2, 3)))
        .hasMessageContaining("do not lead to the log's checkpoint");
    assertThatThrownBy(() -> follower.take(rewritten.page(2, 2)))
        .as("an empty page says what the log is")
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(taken()).containsExactly("a", "b");
  }

  @Test
  void aLogOfAnotherRootIsNotFollowed() throws IOException {
    Issuer stranger = new Issuer();
    TestLog other =
        new TestLog(
                folder.resolve("other"), "relay/orders", stranger.rootKey(), stranger.root(), BEGUN)
            .with("a");
    assertThatThrownBy(() -> follower.take(other.page(0, 1)))
        .hasMessageContaining("not vouched for by the root");
  }

  @Test
  void aNewerLogOfTheRootIsFollowedFromItsBeginningAndTheOldNeverAgain() throws IOException {
    follower.take(log.page(0, 5));
    TestLog newer = log("relay/orders-2", BEGUN.plusSeconds(50)).with("f", "g");
    assertThat(follower.take(newer.page(1, 2))).isFalse();
    assertThat(follower.take(newer.page(0, 2))).isTrue();
    assertThat(taken()).containsExactly("a", "b", "c", "d", "e", "f", "g");
    log.with("h");
    assertThatThrownBy(() -> follower.take(log.page(5, 6)))
        .hasMessageContaining("older than relay/orders-2");
  }
}
