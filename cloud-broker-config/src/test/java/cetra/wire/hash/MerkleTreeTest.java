package cetra.wire.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors are those of the reference implementation of Certificate Transparency. */
final class MerkleTreeTest {
  private static final List<Hash> LEAVES =
      List.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .stream()
          .map(hex -> MerkleTree.leaf(ByteBuffer.wrap(HexFormat.of().parseHex(hex))))
          .toList();

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void rootsAreThoseOfTheReference(int leaves, String root) {
    assertThat(MerkleTree.root(LEAVES.subList(0, leaves))).isEqualTo(Hash.parse(root));
  }

  @Test
  void agreesWithTheDefinitionForEverySizeAndLeadsEveryLeafToTheRoot() {
    for (int size = 1; size <= 70; size++) {
      List<Hash> leaves = leaves(size);
      Hash root = MerkleTree.root(leaves);
      assertThat(root).isEqualTo(naive(leaves));
      for (int i = 0; i < size; i++) {
        assertThat(MerkleTree.verify(leaves.get(i), i, size, MerkleTree.path(i, leaves), root))
            .as("leaf %d of %d", i, size)
            .isTrue();
      }
    }
  }

  @Test
  void anythingElseDoesNotLeadToTheRoot() {
    for (int size : new int[] {2, 3, 7, 8, 21}) {
      List<Hash> leaves = leaves(size);
      Hash root = MerkleTree.root(leaves);
      for (int i = 0; i < size; i++) {
        List<Hash> path = MerkleTree.path(i, leaves);
        Hash leaf = leaves.get(i);
        refused(leaves.get((i + 1) % size), i, size, path, root);
        refused(leaf, (i + 1) % size, size, path, root);
        refused(leaf, -1, size, path, root);
        refused(leaf, size, size, path, root);
        refused(leaf, i, size, path.subList(1, path.size()), root);
        refused(leaf, i, size, longer(path), root);
        for (int k = 0; k < path.size(); k++) {
          List<Hash> altered = new ArrayList<>(path);
          altered.set(k, flipped(path.get(k)));
          refused(leaf, i, size, altered, root);
        }
      }
    }
  }

  private static void refused(Hash leaf, int index, int leaves, List<Hash> path, Hash root) {
    assertThat(MerkleTree.verify(leaf, index, leaves, path, root)).isFalse();
  }

  private static List<Hash> longer(List<Hash> path) {
    List<Hash> longer = new ArrayList<>(path);
    longer.add(path.getLast());
    return longer;
  }

  private static Hash flipped(Hash hash) {
    byte[] octets = hash.bytes();
    octets[7] ^= 1;
    return Hash.of(octets);
  }

  private static List<Hash> leaves(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> MerkleTree.leaf(ByteBuffer.wrap(new byte[] {(byte) i})))
        .toList();
  }

  /** RFC 9162 section 2.1.1, word for word. */
  private static Hash naive(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = 1;
    while (k * 2 < leaves.size()) {
      k *= 2;
    }
    MessageDigest digest = Hash.sha256();
    digest.update((byte) 1);
    digest.update(naive(leaves.subList(0, k)).bytes());
    digest.update(naive(leaves.subList(k, leaves.size())).bytes());
    return Hash.from(digest);
  }

  @Test
  void aLeafIsHashedOverAllItsParts() {
    ByteBuffer whole = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
    assertThat(MerkleTree.leaf(whole.slice(0, 1), whole.slice(1, 3)))
        .isEqualTo(MerkleTree.leaf(whole));
    assertThat(whole.remaining()).isEqualTo(4);
  }

  @Test
  void aHashIsThirtyTwoOctets() {
    assertThat(Hash.over(new byte[0]).toString())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThatThrownBy(() -> Hash.of(new byte[31])).hasMessageContaining("32 octets");
    assertThatThrownBy(() -> Hash.parse("ab")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hash.parse("zz".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] mine = new byte[32];
    Hash hash = Hash.of(mine);
    mine[0] = 1;
    hash.bytes()[1] = 1;
    assertThat(hash).isEqualTo(Hash.parse("00".repeat(32)));
  }
}
