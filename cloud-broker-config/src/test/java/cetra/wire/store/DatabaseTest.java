package cetra.wire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
  private static final String FIRST =
      "CREATE TABLE word(text TEXT PRIMARY KEY) STRICT; INSERT INTO word VALUES('first')";
  private static final String SECOND = "ALTER TABLE word ADD COLUMN count INTEGER";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("deeper/words.sqlite");
  }

  private Database open(String... migrations) throws IOException {
    return Database.open(file(), List.of(migrations));
  }

  @Test
  void eachMigrationRunsOnce() throws IOException {
    try (Database database = open(FIRST)) {
      assertThat(database.number("SELECT count(*) FROM word")).isEqualTo(1);
    }
    try (Database database = open(FIRST, SECOND)) {
      assertThat(database.number("SELECT count(*) FROM word WHERE count IS NULL")).isEqualTo(1);
      assertThat(database.number("PRAGMA user_version")).isEqualTo(2);
    }
    try (Database database = open(FIRST, SECOND)) {
      assertThat(database.number("SELECT count(*) FROM word")).isEqualTo(1);
    }
  }

  @Test
  void aMigrationThatFailsLeavesTheVersionBeforeIt() throws IOException {
    assertThatThrownBy(() -> open(FIRST, "CREATE TABLE half(x) STRICT; NONSENSE"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file().toString());
    try (Database database = open(FIRST)) {
      assertThat(database.number("PRAGMA user_version")).isEqualTo(1);
      assertThat(database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"))
          .isZero();
    }
  }

  @Test
  void aFileOfNewerSoftwareIsRefused() throws IOException {
    open(FIRST, SECOND).close();
    assertThatThrownBy(() -> open(FIRST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file() + " is of version 2; this software knows up to 1");
    // nothing holds the file: its write-ahead log is gone
    assertThat(file().resolveSibling("words.sqlite-wal")).doesNotExist();
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(), "this is a text and no database, and it is longer than a header ".repeat(9));
    assertThatThrownBy(() -> open(FIRST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file().toString());
  }

  @Test
  void everyCommitIsForced() throws IOException {
    try (Database database = open(FIRST)) {
      assertThat(database.number("PRAGMA synchronous")).isEqualTo(2);
      assertThat(database.first("PRAGMA journal_mode", row -> row.getString(1))).contains("wal");
    }
  }

  @Test
  void workThatFailsIsUndoneWhole() throws IOException {
    try (Database database = open(FIRST)) {
      long commits = database.commits();
      assertThatThrownBy(
              () ->
                  database.transaction(
                      () -> {
                        database.update("INSERT INTO word VALUES('second')");
                        return database.update("INSERT INTO word VALUES('first')");
                      }))
          .isInstanceOf(DatabaseFault.class)
          .hasMessageContaining("UNIQUE");
      assertThat(database.commits()).isEqualTo(commits);
      assertThat(words(database)).containsExactly("first");
      assertThat(database.update("INSERT INTO word VALUES(?)", "third")).isEqualTo(1);
      assertThat(words(database)).containsExactly("first", "third");
    }
  }

  @Test
  void workInsideWorkIsCommittedWithIt() throws IOException {
    try (Database database = open(FIRST)) {
      long commits = database.commits();
      String result =
          database.transaction(
              () -> {
                database.update("INSERT INTO word VALUES('outer')");
                return database.transaction(
                    () -> {
                      database.update("INSERT INTO word VALUES('inner')");
                      return "done";
                    });
              });
      assertThat(result).isEqualTo("done");
      assertThat(database.commits()).isEqualTo(commits + 1);
      assertThat(words(database)).containsExactly("first", "inner", "outer");
    }
  }

  private static List<String> words(Database database) {
    return database.list("SELECT text FROM word ORDER BY text", row -> row.getString(1));
  }

  @Test
  void whatIsNotThereIsEmptyOrZero() throws IOException {
    try (Database database = open(FIRST, SECOND)) {
      assertThat(database.first("SELECT text FROM word WHERE text = 'x'", row -> row.getString(1)))
          .isEmpty();
      assertThat(database.number("SELECT max(count) FROM word")).isZero();
      assertThat(database.number("SELECT count FROM word WHERE text = 'x'")).isZero();
    }
  }

  @Test
  void aCommitWakesWhoWaits() throws Exception {
    try (Database database = open(FIRST);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long seen = database.commits();
      CountDownLatch waiting = new CountDownLatch(1);
      Future<Long> woken =
          threads.submit(
              () -> {
                waiting.countDown();
                database.awaitCommit(seen, Duration.ofSeconds(20).toNanos());
                return database.commits();
              });
      waiting.await();
      database.update("INSERT INTO word VALUES('wake')");
      await().atMost(Duration.ofSeconds(5)).until(woken::isDone);
      assertThat(woken.get()).isEqualTo(seen + 1);
    }
  }

  @Test
  void whoWaitsForNothingWaitsNoLongerThanItsTime() throws Exception {
    try (Database database = open(FIRST)) {
      long begun = System.nanoTime();
      database.awaitCommit(database.commits(), Duration.ofMillis(50).toNanos());
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(50_000_000L);
      database.awaitCommit(database.commits() - 1, Duration.ofHours(1).toNanos());
    }
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    try (Database database = open(FIRST)) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          String word = "word " + i;
          all.add(threads.submit(() -> database.update("INSERT INTO word VALUES(?)", word)));
        }
        for (Future<Integer> one : all) {
          assertThat(one.get()).isEqualTo(1);
        }
      }
      assertThat(database.number("SELECT count(*) FROM word")).isEqualTo(51);
    }
  }
}
