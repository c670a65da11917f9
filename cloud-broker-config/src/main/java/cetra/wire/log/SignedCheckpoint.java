package cetra.wire.log;

import cetra.wire.key.Jws;
import cetra.wire.message.Json;
import java.security.PublicKey;
import java.time.Instant;

/**
 * A checkpoint as it travels, with all that is needed to believe it but the operator's root.
 *
 * @param credential compact JWS of a {@link LogCredential}, by the root
 * @param note the {@link Checkpoint} as a signed note, by the credential's key
 */
public record SignedCheckpoint(String credential, String note) {
  private static final int MOST_CHARACTERS = 4 << 10;

  /**
   * A checkpoint that was found to be signed.
   *
   * @param keeper who may keep the log
   * @param checkpoint what was signed
   */
  public record Trusted(LogCredential keeper, Checkpoint checkpoint) {}

  /** Refuses what is missing or too long. */
  public SignedCheckpoint {
    requireText("credential", credential);
    requireText("note", note);
  }

  private static void requireText(String field, String text) {
    if (text == null || text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          field + " is missing or longer than " + MOST_CHARACTERS + " characters");
    }
  }

  /**
   * The checkpoint, if it leads up to the operator's root.
   *
   * @throws IllegalArgumentException when it does not; says which step is missing
   */
  public Trusted verify(PublicKey root, Instant now) {
    LogCredential keeper =
        Jws.verify(credential, root)
            .map(payload -> Json.read(payload, LogCredential.class))
            .orElseThrow(
                () -> new IllegalArgumentException("the log is not vouched for by the root"));
    if (!keeper.validAt(now)) {
      throw new IllegalArgumentException(
          "log %s may be kept from %s until %s; it is %s"
              .formatted(keeper.log(), keeper.from(), keeper.until(), now));
    }
    Checkpoint checkpoint =
        SignedNote.verify(note, keeper.log(), keeper.key())
            .map(Checkpoint::read)
            .filter(read -> read.log().equals(keeper.log()))
            .orElseThrow(
                () -> new IllegalArgumentException("no checkpoint signed by log " + keeper.log()));
    return new Trusted(keeper, checkpoint);
  }
}
