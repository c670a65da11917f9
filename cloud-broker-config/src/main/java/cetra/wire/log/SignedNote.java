package cetra.wire.log;

import cetra.wire.hash.Hash;
import cetra.wire.key.Ed25519;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A text and signatures under it, each on a line (C2SP signed-note): an em dash, the signer's name,
 * and in base64 four octets that tell the key, then an Ed25519 signature over the text.
 */
final class SignedNote {
  private static final byte ED25519 = 1;
  private static final int KEY_OCTETS = 4;

  private SignedNote() {}

  static String sign(String text, String name, PublicKey publicKey, PrivateKey key) {
    byte[] signature = Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8));
    ByteBuffer signed = ByteBuffer.allocate(KEY_OCTETS + signature.length);
    signed.put(keyHash(name, publicKey)).put(signature);
    String base64 = Base64.getEncoder().encodeToString(signed.array());
    return text + "\n\u2014 " + name + " " + base64 + "\n";
  }

  /** The text, when one of the signatures is the key's; unknown signatures are passed over. */
  static Optional<String> verify(String note, String name, PublicKey key) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0) {
      return Optional.empty();
    }
    String text = note.substring(0, end + 1);
    String begin = "\u2014 " + name + " ";
    return note.substring(end + 2)
            .lines()
            .filter(line -> line.startsWith(begin))
            .anyMatch(line -> isSigned(text, line.substring(begin.length()), name, key))
        ? Optional.of(text)
        : Optional.empty();
  }

  private static boolean isSigned(String text, String base64, String name, PublicKey key) {
    byte[] signed;
    try {
      signed = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
    boolean canonical = Base64.getEncoder().encodeToString(signed).equals(base64);
    if (!canonical || signed.length != KEY_OCTETS + Ed25519.SIGNATURE_BYTES) {
      return false;
    }
    ByteBuffer parts = ByteBuffer.wrap(signed);
    byte[] signature = new byte[Ed25519.SIGNATURE_BYTES];
    boolean ours = parts.slice(0, KEY_OCTETS).equals(ByteBuffer.wrap(keyHash(name, key)));
    parts.get(KEY_OCTETS, signature);
    return ours && Ed25519.verify(key, text.getBytes(StandardCharsets.UTF_8), signature);
  }

  private static byte[] keyHash(String name, PublicKey key) {
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    named.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    named.write('\n');
    named.write(ED25519);
    named.writeBytes(Base64.getUrlDecoder().decode(Ed25519.text(key)));
    return Arrays.copyOf(Hash.over(named.toByteArray()).bytes(), KEY_OCTETS);
  }
}
