package cetra.relay.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.wire.evidence.MerkleTree;
import cetra.wire.message.LogEntry;
import cetra.wire.store.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class OrderLogTest {
  private Database database;
  private OrderLog log;

  @BeforeEach
  void threeEntries(@TempDir Path folder) throws Exception {
    database = Database.open(folder.resolve("log.db"), List.of(OrderLog.TABLES));
    log = new OrderLog(database);
    Stream.of("a", "b", "c").forEach(log::append);
  }

  @AfterEach
  void end() {
    database.close();
  }

  @Test
  void placesFollowEachOtherAndTheRootIsThatOfTheTexts() {
    assertThat(log.append("d")).isEqualTo(3);
    assertThat(log.root())
        .isEqualTo(
            MerkleTree.root(
                Stream.of("a", "b", "c", "d")
                    .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                    .map(MerkleTree::leaf)
                    .toList()));
  }

  @Test
  void aPageBeginsWhereItIsAskedFor() {
    assertThat(log.page(1).entries()).containsExactly(LogEntry.of(1, "b"), LogEntry.of(2, "c"));
    assertThat(log.page(99).entries()).isEmpty();
    assertThat(log.page(99).size()).isEqualTo(3);
  }

  @Test
  void aPageOfLongOrdersIsCutButNeverEmpty() {
    String longest = "x".repeat(512 << 10);
    for (int i = 0; i < 6; i++) {
      log.append(longest);
    }
    assertThat(log.page(3).entries()).hasSize(4);
    assertThat(log.page(8).entries()).hasSize(1);
  }

  @Test
  void whatWasBroadcastIsNotBroadcastAgain() {
    assertThat(log.unpublished(10)).hasSize(3);
    log.publishedBefore(2);
    assertThat(log.unpublished(10)).containsExactly(LogEntry.of(2, "c"));
  }

  @Test
  void nothingCanBeTakenBackOrReworded() {
    assertThatThrownBy(() -> database.update("DELETE FROM order_log"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> database.update("UPDATE order_log SET text = 'z'"))
        .hasMessageContaining("append-only");
  }
}
