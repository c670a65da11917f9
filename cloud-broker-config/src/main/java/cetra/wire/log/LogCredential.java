package cetra.wire.log;

import cetra.wire.key.Ed25519;
import java.security.PublicKey;
import java.time.Instant;

/**
 * What the operator's root lets a relay do: keep a log under a name, with a key.
 *
 * @param log name of the log, {@code [a-z0-9./-]{1,64}}
 * @param publicKey Ed25519 key of its checkpoints, as RFC 8037 writes it
 * @param from first instant of validity; of two logs of one relay the later is the one that counts
 * @param until first instant after validity
 */
public record LogCredential(String log, String publicKey, Instant from, Instant until) {
  private static final String NAME = "[a-z0-9./-]{1,64}";

  /** Refuses what is missing, naming the field. */
  public LogCredential {
    requireName(log);
    if (publicKey == null || from == null || until == null) {
      throw new IllegalArgumentException("publicKey, from or until is missing");
    }
  }

  static void requireName(String log) {
    if (log == null || !log.matches(NAME)) {
      throw new IllegalArgumentException("log '" + log + "' is not " + NAME);
    }
  }

  PublicKey key() {
    return Ed25519.publicKey(publicKey);
  }

  boolean validAt(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }
}
