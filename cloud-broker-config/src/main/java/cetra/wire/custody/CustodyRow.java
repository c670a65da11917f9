package cetra.wire.custody;

import cetra.wire.hash.Hash;
import java.nio.charset.StandardCharsets;

/**
 * One act, and the hash that chains it to the act before.
 *
 * @param number from 1 over all clips of a relay, without gaps
 * @param atMillis when, in milliseconds since 1970
 * @param clip the clip it was done to
 * @param act what was done, such as {@code viewed}
 * @param who common name of the certificate, {@code relay} or {@code console}
 * @param before hash of the row before; zeros for the first
 * @param hash SHA-256 over {@code before} in hexadecimal and the other fields, a line each
 */
public record CustodyRow(
    long number, long atMillis, String clip, String act, String who, Hash before, Hash hash) {
  /** Before the first. */
  public static final Hash NONE = Hash.of(new byte[Hash.BYTES]);

  /** Refuses what is missing. */
  public CustodyRow {
    if (clip == null || act == null || who == null || before == null || hash == null) {
      throw new IllegalArgumentException("custody row " + number + " lacks one of its fields");
    }
  }

  /** A row that follows another. */
  public static CustodyRow after(
      Hash before, long number, long atMillis, String clip, String act, String who) {
    return new CustodyRow(
        number, atMillis, clip, act, who, before, hash(before, number, atMillis, clip, act, who));
  }

  /** Whether its hash is that of its fields. */
  public boolean sound() {
    return hash(before, number, atMillis, clip, act, who).equals(hash);
  }

  private static Hash hash(
      Hash before, long number, long atMillis, String clip, String act, String who) {
    String text =
        String.join(
            "\n",
            before.toString(),
            Long.toString(number),
            Long.toString(atMillis),
            clip,
            act,
            who);
    return Hash.over(text.getBytes(StandardCharsets.UTF_8));
  }
}
