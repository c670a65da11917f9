package cetra.wire.log;

import cetra.wire.hash.Hash;
import cetra.wire.message.Json;
import java.time.Instant;

/**
 * What stands in the log of the commitments that came together: one hash for all of them, so that
 * the log does not grow with the number of cars and names none.
 *
 * @param v version of the format, 1
 * @param commitments Merkle root over the leaf hashes of the commitments' roots
 * @param count how many there are, 1 to 1,000,000
 * @param at when the relay had them all, by its clock
 */
public record CommitmentEntry(int v, Hash commitments, int count, Instant at) {
  /** As many as an entry may stand for. */
  public static final int MOST = 1_000_000;

  private static final int VERSION = 1;

  /** Refuses other versions and what is missing. */
  public CommitmentEntry {
    if (v != VERSION || commitments == null || at == null || count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "log entry of version " + v + " over " + count + " commitments at " + at);
    }
  }

  /** An entry of this version. */
  public static CommitmentEntry of(Hash commitments, int count, Instant at) {
    return new CommitmentEntry(VERSION, commitments, count, at);
  }

  /** The text that stands in the log. */
  public String text() {
    return Json.text(this);
  }
}
