package cetra.hardware.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * SHA-256 (FIPS 180-4) with the processor's own instructions, by OpenSSL's libcrypto, over memory
 * outside the heap as it lies there. Like every digest, one is used by one thread.
 *
 * <p>Where the library is missing, or does not hash the standard's example as the standard does,
 * {@link #fastest} is the JDK's, which gives the same hashes more slowly.
 */
public final class Sha256 extends MessageDigest {
  /** Octets of a hash. */
  public static final int BYTES = 32;

  /** What lies in the heap is handed over in pieces of so many octets. */
  private static final int PIECE = 4 << 10;

  /** FIPS 180-4's example of two blocks, and what it hashes to. */
  private static final byte[] EXAMPLE =
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte[] EXAMPLE_HASH =
      HexFormat.of().parseHex("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");

  private static final Optional<LibCrypto> LIBRARY = LibCrypto.find().filter(Sha256::isRight);

  private final LibCrypto library;
  private final MemorySegment context;
  private final MemorySegment piece;
  private final MemorySegment hash;

  /** A digest of a library, which may be another than the one that was found right. */
  Sha256(LibCrypto library) {
    super("SHA-256");
    this.library = library;
    Arena memory = Arena.ofAuto(); // goes with this object
    this.context = memory.allocate(LibCrypto.CONTEXT_BYTES, Long.BYTES);
    this.piece = memory.allocate(PIECE);
    this.hash = memory.allocate(BYTES);
    engineReset();
  }

  /** A new digest: libcrypto's where it is at hand, otherwise the JDK's. */
  public static MessageDigest fastest() {
    return fastest(LIBRARY);
  }

  static MessageDigest fastest(Optional<LibCrypto> library) {
    return library.<MessageDigest>map(Sha256::new).orElseGet(Sha256::ofJdk);
  }

  static MessageDigest ofJdk() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isRight(LibCrypto library) {
    boolean right = Arrays.equals(new Sha256(library).digest(EXAMPLE), EXAMPLE_HASH);
    if (!right) {
      Logger.error("libcrypto does not hash as FIPS 180-4 does; hashing in Java");
    }
    return right;
  }

  @Override
  protected int engineGetDigestLength() {
    return BYTES;
  }

  @Override
  protected void engineUpdate(byte input) {
    piece.set(JAVA_BYTE, 0, input);
    library.update(context, piece, 1);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    engineUpdate(ByteBuffer.wrap(input, offset, length));
  }

  @Override
  protected void engineUpdate(ByteBuffer input) {
    MemorySegment octets = MemorySegment.ofBuffer(input);
    if (octets.isNative()) {
      library.update(context, octets, octets.byteSize());
    } else {
      updateFromHeap(octets);
    }
    input.position(input.limit());
  }

  private void updateFromHeap(MemorySegment octets) {
    for (long at = 0; at < octets.byteSize(); at += PIECE) {
      long length = Math.min(PIECE, octets.byteSize() - at);
      MemorySegment.copy(octets, at, piece, 0, length);
      library.update(context, piece, length);
    }
  }

  @Override
  protected byte[] engineDigest() {
    library.finish(hash, context);
    byte[] result = hash.toArray(JAVA_BYTE);
    engineReset();
    return result;
  }

  @Override
  protected void engineReset() {
    library.begin(context);
  }
}
