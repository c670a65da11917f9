package cetra.wire.log;

import cetra.wire.key.Jws;
import cetra.wire.message.Json;
import java.security.PublicKey;

/**
 * What the keeper of a log says, with all that is needed to believe it but the operator's root.
 *
 * @param credential compact JWS of a {@link LogCredential}, by the root
 * @param statement compact JWS of what is said, by the credential's key
 */
public record SignedStatement(String credential, String statement) {
  private static final int MOST_CHARACTERS = 64 << 10;

  /** Refuses what is missing or too long. */
  public SignedStatement {
    if (credential == null
        || statement == null
        || credential.length() > MOST_CHARACTERS
        || statement.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "credential or statement is missing or longer than " + MOST_CHARACTERS);
    }
  }

  /**
   * What is said, if it leads up to the operator's root.
   *
   * @throws IllegalArgumentException when it does not; says which step is missing
   */
  public <T> T verify(PublicKey root, Class<T> type) {
    LogCredential keeper =
        Jws.verify(credential, root)
            .map(payload -> Json.read(payload, LogCredential.class))
            .orElseThrow(
                () -> new IllegalArgumentException("its keeper is not vouched for by the root"));
    return Jws.verify(statement, keeper.key())
        .map(payload -> Json.read(payload, type))
        .orElseThrow(
            () ->
                new IllegalArgumentException("it is not signed by the keeper of " + keeper.log()));
  }
}
