package cetra.wire.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CompactRangeTest {
  private static final List<Hash> LEAVES =
      IntStream.range(0, 70).mapToObj(i -> Hash.over(new byte[] {(byte) i})).toList();

  private static CompactRange of(int size) {
    CompactRange range = CompactRange.EMPTY;
    for (Hash leaf : LEAVES.subList(0, size)) {
      range = range.with(leaf);
    }
    return range;
  }

  @Test
  void itsRootIsThatOfTheWholeTreeAtEverySize() {
    for (int size = 0; size <= LEAVES.size(); size++) {
      assertThat(of(size).root())
          .as("of %d entries", size)
          .isEqualTo(MerkleTree.root(LEAVES.subList(0, size)));
    }
  }

  @Test
  void aSubtreesRootStandsForItsEntries() {
    Hash fourToSeven = MerkleTree.root(LEAVES.subList(4, 8));
    assertThat(of(4).with(2, fourToSeven)).isEqualTo(of(8));
    Hash all = MerkleTree.root(LEAVES.subList(0, 64));
    assertThat(CompactRange.EMPTY.with(6, all).with(LEAVES.get(64))).isEqualTo(of(65));
  }

  @Test
  void aSubtreeBeginsOnlyWhereOneCan() {
    assertThatThrownBy(() -> of(6).with(2, LEAVES.getFirst()))
        .hasMessageContaining("height 2")
        .hasMessageContaining("entry 6");
    assertThatThrownBy(() -> of(1).with(63, LEAVES.getFirst()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itIsReadAsItWasWritten() {
    for (int size : new int[] {0, 1, 63, 64, 70}) {
      assertThat(CompactRange.read(size, of(size).octets())).isEqualTo(of(size));
    }
    assertThatThrownBy(() -> CompactRange.read(5, of(4).octets()))
        .hasMessageContaining("1 roots do not make 5 entries");
  }
}
