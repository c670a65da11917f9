package cetra.agent.index;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.log.CommitmentProof;
import cetra.wire.log.SignedCheckpoint;
import cetra.wire.store.Database;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class CommitmentStoreTest {
  private static final CommitmentProof PROOF =
      new CommitmentProof(0, List.of(), "entry", 0, List.of(), new SignedCheckpoint("c", "n"));

  private Database database;
  private CommitmentStore store;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
    store = new CommitmentStore(database);
    for (int segment = 1; segment <= 3; segment++) {
      store.add(segment, leaf(segment));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Hash leaf(int segment) {
    return Hash.over(new byte[] {(byte) segment});
  }

  @Test
  void whatIsGoneBeforeItWasCommittedIsForgotten() {
    store.remove(1);
    assertThat(store.commit(StoppedBoard.ZERO))
        .contains(MerkleTree.root(List.of(leaf(2), leaf(3))));
  }

  @Test
  void aNeighbourThatIsGoneIsStillProvenWith() {
    Hash root = store.commit(StoppedBoard.ZERO).orElseThrow();
    store.remove(1);
    assertThat(store.of(3)).as("the log has not answered").isEmpty();
    store.proven(store.open().orElseThrow(), PROOF);
    CommitmentStore.Committed third = store.of(3).orElseThrow();
    assertThat(third.heads()).isEqualTo(3);
    assertThat(MerkleTree.verify(leaf(3), third.index(), 3, third.path(), root)).isTrue();
    assertThat(store.of(4)).isEmpty();
  }

  @Test
  void aHeadThatComesAgainStaysWhereItIs() {
    store.commit(StoppedBoard.ZERO);
    store.add(2, leaf(9));
    assertThat(store.commit(StoppedBoard.ZERO.plusSeconds(600))).isEmpty();
    assertThat(store.last()).isEqualTo(StoppedBoard.ZERO);
  }
}
