package cetra.wire.hash;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value; in JSON 64 lower-case hexadecimal digits. */
public final class Hash {
  /** Octets of a hash. */
  public static final int BYTES = 32;

  private static final int PIECE = 1 << 16;

  private final byte[] octets;

  private Hash(byte[] octets) {
    if (octets.length != BYTES) {
      throw new IllegalArgumentException("a SHA-256 has 32 octets, not " + octets.length);
    }
    this.octets = octets;
  }

  /** A hash of 32 octets. */
  public static Hash of(byte[] octets) {
    return new Hash(octets.clone());
  }

  /** Reads 64 hexadecimal digits. */
  @JsonCreator
  public static Hash parse(String hex) {
    return new Hash(HexFormat.of().parseHex(hex));
  }

  /** The next 32 octets of a buffer. */
  public static Hash read(ByteBuffer from) {
    byte[] octets = new byte[BYTES];
    from.get(octets);
    return new Hash(octets);
  }

  /** The plain SHA-256 of bytes. */
  public static Hash over(byte[] bytes) {
    return new Hash(sha256().digest(bytes));
  }

  /** The plain SHA-256 of a file, which is read once and never loaded. */
  public static Hash ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
    return from(digest);
  }

  /** What a digest has come to; resets it. */
  public static Hash from(MessageDigest digest) {
    return new Hash(digest.digest());
  }

  /** A new SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The octets. */
  public byte[] bytes() {
    return octets.clone();
  }

  void feed(MessageDigest digest) {
    digest.update(octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(octets, hash.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  @JsonValue
  public String toString() {
    return HexFormat.of().formatHex(octets);
  }
}
