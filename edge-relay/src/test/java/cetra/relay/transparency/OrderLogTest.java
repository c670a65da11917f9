package cetra.relay.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.log.CompactRange;
import cetra.wire.log.LogPage;
import cetra.wire.log.LogPart;
import cetra.wire.log.SignedCheckpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class OrderLogTest {
  private TestTown town;
  private TestStores stores;
  private OrderLog log;
  private Instant now;

  @BeforeEach
  void threeEntries(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
    now = town.now;
    stores = new TestStores(folder, town, Clock.fixed(now, ZoneOffset.UTC));
    log = stores.log;
    Stream.of("a", "b", "c").forEach(this::live);
  }

  @AfterEach
  void end() {
    stores.close();
  }

  private long live(String text) {
    return log.append(text, now.plusSeconds(60));
  }

  private static Hash leaf(String text) {
    return MerkleTree.leaf(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Hash root(Stream<String> texts) {
    return MerkleTree.root(texts.map(OrderLogTest::leaf).toList());
  }

  private static Stream<String> texts(LogPage page) {
    return page.parts().stream().map(part -> String.valueOf(part.entry()));
  }

  /** What a device comes to that follows a page from where it was. */
  private CompactRange follow(CompactRange from, LogPage page) {
    CompactRange range = from;
    for (LogPart part : page.parts()) {
      range = range.with(part);
    }
    SignedCheckpoint.Trusted trusted = page.checkpoint().verify(town.root().getPublic(), now);
    assertThat(trusted.checkpoint().size()).isEqualTo(page.to()).isEqualTo(range.size());
    assertThat(trusted.checkpoint().root()).isEqualTo(range.root());
    return range;
  }

  @Test
  void placesFollowEachOtherAndTheRootIsThatOfTheTexts() {
    assertThat(live("d")).isEqualTo(3);
    assertThat(log.root()).isEqualTo(root(Stream.of("a", "b", "c", "d")));
  }

  @Test
  void aPageBeginsWhereItIsAskedForAndIsSignedUpToItsEnd() {
    CompactRange one = CompactRange.EMPTY.with(leaf("a"));
    assertThat(texts(log.page(1, now))).containsExactly("b", "c");
    follow(one, log.page(1, now));
    assertThat(log.page(99, now).parts()).isEmpty();
    assertThat(log.page(99, now).from()).isEqualTo(3);
  }

  @Test
  void aPageOfLongOrdersIsCutButNeverEmpty() {
    String longest = "x".repeat(512 << 10);
    for (int i = 0; i < 6; i++) {
      live(longest);
    }
    assertThat(log.page(3, now).parts()).hasSize(4);
    assertThat(log.page(8, now).parts()).hasSize(1);
    assertThat(log.page(3, now).size()).isEqualTo(9);
  }

  @Test
  void ofWhatNobodyNeedsAnyMoreOnlyRootsAreRead() {
    for (int i = 3; i < 2000; i++) {
      log.append("entry " + i, i % 500 == 0 ? now.plusSeconds(1) : now);
    }
    LogPage page = log.page(3, now);
    assertThat(texts(page)).contains("entry 500", "entry 1000", "entry 1500");
    assertThat(page.parts()).hasSizeLessThan(50);
    CompactRange three = CompactRange.EMPTY.with(leaf("a")).with(leaf("b")).with(leaf("c"));
    assertThat(follow(three, page).size()).isEqualTo(2000);
    assertThat(log.root())
        .isEqualTo(
            root(
                Stream.concat(
                    Stream.of("a", "b", "c"),
                    IntStream.range(3, 2000).mapToObj(i -> "entry " + i))));
  }

  @Test
  void everyEntryIsProvenInTheLogAsItIs() {
    for (int i = 3; i < 700; i++) {
      live("entry " + i);
    }
    for (int place : new int[] {0, 1, 2, 255, 256, 511, 512, 698, 699}) {
      OrderLog.Proof proof = log.proof(place);
      String text = place < 3 ? "" + (char) ('a' + place) : "entry " + place;
      assertThat(MerkleTree.verify(leaf(text), place, 700, proof.path(), log.root()))
          .as("entry %d", place)
          .isTrue();
    }
    assertThat(log.tile(0, 2)).hasSize(700 - 512);
    assertThat(log.tile(1, 0)).hasSize(2);
    assertThat(log.tile(2, 0)).isEmpty();
  }

  @Test
  void aLogOfAnEarlierVersionGetsItsTree() throws Exception {
    Hash before = log.root();
    stores.database.update("DELETE FROM log_tile");
    OrderLog again = new OrderLog(stores.database, cetra.wire.log.LogKey.load(town.relay()));
    assertThat(again.root()).isEqualTo(before);
  }

  @Test
  void whatWasBroadcastIsNotBroadcastAgain() {
    assertThat(log.unpublished(now, 1000).orElseThrow().parts()).hasSize(3);
    log.publishedBefore(2);
    assertThat(texts(log.unpublished(now, 1000).orElseThrow())).containsExactly("c");
    log.publishedBefore(3);
    assertThat(log.unpublished(now, 1000)).isEmpty();
  }

  @Test
  void nothingCanBeTakenBackOrReworded() {
    assertThatThrownBy(() -> stores.database.update("DELETE FROM order_log"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> stores.database.update("UPDATE order_log SET text = 'z'"))
        .hasMessageContaining("append-only");
    assertThat(List.of(log.size())).containsExactly(3L);
  }
}
