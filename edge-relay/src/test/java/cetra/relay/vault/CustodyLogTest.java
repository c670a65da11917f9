package cetra.relay.vault;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import cetra.wire.store.Database;
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
  private Database database;
  private CustodyLog custody;

  @BeforeEach
  void begin(@TempDir Path folder) throws Exception {
    database = Database.open(folder.resolve("custody.db"), List.of(CustodyLog.TABLES));
    custody = new CustodyLog(database, clock);
    custody.add("clip", CustodyLog.Act.RECEIVED, "car");
    custody.add("clip", CustodyLog.Act.VERIFIED, "relay");
    custody.add("clip", CustodyLog.Act.DELIVERED, "relay");
  }

  @AfterEach
  void end() {
    database.close();
  }

  @Test
  void anUntouchedChainHolds() {
    assertThat(custody.firstBroken()).isEmpty();
    assertThat(custody.of("clip"))
        .extracting(CustodyLog.Row::act)
        .containsExactly("received", "verified", "delivered");
  }

  @Test
  void aChangedRowIsFound() {
    database.update("UPDATE custody SET who = 'nobody' WHERE number = 2");
    assertThat(custody.firstBroken()).hasValue(2);
  }

  @Test
  void aRowLeftOutIsFound() {
    database.update("DELETE FROM custody WHERE number = 1");
    assertThat(custody.firstBroken()).hasValue(1);
  }

  @Test
  void manyPiecesOfOneLookAreOneRow() {
    custody.addOnce("clip", CustodyLog.Act.VIEWED, "13104");
    custody.addOnce("clip", CustodyLog.Act.VIEWED, "13104");
    clock.pass(Duration.ofHours(1));
    custody.addOnce("clip", CustodyLog.Act.VIEWED, "13104");
    assertThat(custody.of("clip")).hasSize(5);
    assertThat(custody.firstBroken()).isEmpty();
  }
}
