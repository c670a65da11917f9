package cetra.hardware.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Needs OpenSSL 3's libcrypto, as ffmpeg does. */
final class Sha256Test {
  private static final int[] SIZES = {
    0, 1, 31, 55, 56, 63, 64, 65, 119, 120, 127, 128, 4095, 4096, 4097, 65_537, 1_000_003
  };

  private final Random random = new Random(20261125);

  @Test
  void theLibraryIsUsedWhereItIs() {
    assertThat(Sha256.fastest()).isInstanceOf(Sha256.class);
  }

  /** FIPS 180-4's first example, and no octet at all. */
  @Test
  void examplesOfTheStandardHashAsItSays() {
    for (MessageDigest digest : new MessageDigest[] {Sha256.fastest(), Sha256.ofJdk()}) {
      assertThat(HexFormat.of().formatHex(digest.digest("abc".getBytes(StandardCharsets.US_ASCII))))
          .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
      assertThat(HexFormat.of().formatHex(digest.digest()))
          .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
  }

  @Test
  void memoryAndHeapOfAnySizeHashAsInJava() {
    MessageDigest digest = Sha256.fastest();
    for (int size : SIZES) {
      byte[] octets = octets(size);
      byte[] expected = Sha256.ofJdk().digest(octets);
      digest.update(ByteBuffer.allocateDirect(size).put(octets).flip());
      assertThat(digest.digest()).as("%d octets in memory", size).isEqualTo(expected);
      assertThat(digest.digest(octets)).as("%d octets in the heap", size).isEqualTo(expected);
    }
  }

  @Test
  void partsHashAsTheWhole() {
    MessageDigest digest = Sha256.fastest();
    for (int round = 0; round < 200; round++) {
      byte[] octets = octets(random.nextInt(20_000));
      ByteBuffer memory = ByteBuffer.allocateDirect(octets.length).put(octets).flip();
      for (int at = 0; at < octets.length; ) {
        int end = Math.min(octets.length, at + 1 + random.nextInt(9_000));
        feed(digest, random.nextInt(4), octets, memory.duplicate().position(at).limit(end));
        at = end;
      }
      assertThat(digest.digest()).isEqualTo(Sha256.ofJdk().digest(octets));
    }
  }

  private static void feed(MessageDigest digest, int how, byte[] octets, ByteBuffer part) {
    int at = part.position();
    switch (how) {
      case 0 -> digest.update(part);
      case 1 -> digest.update(ByteBuffer.wrap(octets, at, part.remaining()).asReadOnlyBuffer());
      case 2 -> digest.update(octets, at, part.remaining());
      default -> {
        digest.update(octets[at]);
        digest.update(octets, at + 1, part.remaining() - 1);
      }
    }
  }

  @Test
  void aBufferIsReadFromItsPositionToItsLimit() {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(9).put("xxabcxxxx".getBytes(StandardCharsets.US_ASCII));
    MessageDigest digest = Sha256.fastest();
    digest.update(buffer.position(2).limit(5));
    assertThat(digest.digest())
        .isEqualTo(Sha256.ofJdk().digest("abc".getBytes(StandardCharsets.US_ASCII)));
    assertThat(buffer.position()).isEqualTo(5);
  }

  @Test
  void whatWasBegunIsForgottenAtAReset() {
    MessageDigest digest = Sha256.fastest();
    digest.update(octets(100));
    digest.reset();
    assertThat(digest.digest()).isEqualTo(Sha256.ofJdk().digest());
  }

  @Test
  void aBoardWithoutTheLibraryHashesInJava() {
    assertThat(LibCrypto.find("libcrypto.so.none")).isEmpty();
    assertThat(LibCrypto.find("libc.so.6")).isEmpty();
    assertThat(Sha256.fastest(Optional.empty())).isNotInstanceOf(Sha256.class);
  }

  /** Its SHA-256 begins like SHA-224 does. */
  @Test
  void aLibraryThatHashesOtherwiseIsNotUsed() {
    SymbolLookup real = SymbolLookup.libraryLookup("libcrypto.so.3", Arena.global());
    LibCrypto other = new LibCrypto(name -> real.find(name.replace("256_Init", "224_Init")));
    assertThat(Sha256.isRight(new LibCrypto(real))).isTrue();
    assertThat(Sha256.isRight(other)).isFalse();
  }

  private byte[] octets(int size) {
    byte[] octets = new byte[size];
    random.nextBytes(octets);
    return octets;
  }
}
