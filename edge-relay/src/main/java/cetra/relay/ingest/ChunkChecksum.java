package cetra.relay.ingest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The checksum that a request announces for its body (tus 1.0, extension checksum). */
final class ChunkChecksum {
  /** The names under which SHA-256 is understood; tus asks for lower case and names none. */
  static final String ALGORITHMS = "sha256,sha-256";

  private final MessageDigest digest;
  private final byte[] expected;

  private ChunkChecksum(MessageDigest digest, byte[] expected) {
    this.digest = digest;
    this.expected = expected;
  }

  /** Reads the header; empty when its algorithm is another or its value no base64. */
  static Optional<ChunkChecksum> parse(String header) {
    String[] parts = header.strip().split(" +", 2);
    if (parts.length != 2 || !parts[0].toLowerCase(Locale.ROOT).matches("sha-?256")) {
      return Optional.empty();
    }
    try {
      byte[] expected = Base64.getDecoder().decode(parts[1]);
      return Optional.of(new ChunkChecksum(MessageDigest.getInstance("SHA-256"), expected));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void update(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
  }

  boolean matches() {
    return MessageDigest.isEqual(digest.digest(), expected);
  }
}
