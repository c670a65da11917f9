package cetra.relay.vault;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import cetra.relay.TestTown;
import cetra.wire.custody.CustodyRecord;
import cetra.wire.custody.CustodyRow;
import cetra.wire.key.Trust;
import cetra.wire.log.LogKey;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class CustodyLogTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-05-01T00:00:00Z"));
  private TestTown town;
  private Database database;
  private CustodyLog custody;
  private Path file;

  @BeforeEach
  void begin(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
    file = folder.resolve("custody.jsonl");
    database = Database.open(folder.resolve("custody.db"), List.of(CustodyLog.TABLES));
    custody = new CustodyLog(database, LogKey.load(town.relay()), clock);
    custody.add("clip", CustodyLog.Act.RECEIVED, "car");
    custody.add("other", CustodyLog.Act.RECEIVED, "car");
    custody.add("clip", CustodyLog.Act.VERIFIED, "relay");
    custody.add("clip", CustodyLog.Act.DELIVERED, "relay");
  }

  @AfterEach
  void end() {
    database.close();
  }

  private String verdict(String record) throws IOException {
    Files.writeString(file, record);
    return CustodyRecord.verify(file, Trust.of(town.relay())).text();
  }

  @Test
  void anUntouchedChainHolds() throws IOException {
    assertThat(verdict(custody.record())).isEqualTo("sound: 4 rows");
    assertThat(verdict(custody.record("clip"))).isEqualTo("sound: 3 rows");
    assertThat(custody.of("clip"))
        .extracting(CustodyRow::act)
        .containsExactly("received", "verified", "delivered");
  }

  @Test
  void aRowThatWasChangedInTheDatabaseIsFound() throws IOException {
    database.update("UPDATE custody SET who = 'nobody' WHERE number = 3");
    assertThat(verdict(custody.record())).startsWith("rejected: row 3: its hash is not that");
    assertThat(verdict(custody.record("clip"))).startsWith("rejected: row 2: its hash");
    assertThat(verdict(custody.record("other"))).isEqualTo("sound: 1 rows");
  }

  @Test
  void aRowThatWasLeftOutOfTheDatabaseIsFound() throws IOException {
    database.update("DELETE FROM custody WHERE number = 2");
    assertThat(verdict(custody.record())).startsWith("rejected: row 2: its hash is not that");
  }

  @Test
  void manyPiecesOfOneLookAreOneRow() throws IOException {
    custody.addOnce("clip", CustodyLog.Act.VIEWED, "13104");
    custody.addOnce("clip", CustodyLog.Act.VIEWED, "13104");
    clock.pass(Duration.ofHours(1));
    custody.addOnce("clip", CustodyLog.Act.VIEWED, "13104");
    assertThat(custody.of("clip")).hasSize(5);
    assertThat(verdict(custody.record())).isEqualTo("sound: 6 rows");
  }
}
