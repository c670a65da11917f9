package cetra.wire.hash;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value; in JSON 64 lower-case hexadecimal digits. */
public final class Hash {
  /** Octets of a hash. */
  public static final int BYTES = 32;

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
