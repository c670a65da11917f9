package cetra.wire.order;

import cetra.wire.key.JointJws;
import cetra.wire.message.Json;
import java.security.PrivateKey;

/**
 * A directive as it travels; an entry of the log like an order.
 *
 * @param credential compact JWS of a {@link Credential}, by the operator's root
 * @param directive the {@link Directive} and one signature
 */
public record SignedDirective(String credential, JointJws directive) {
  /** The longest signed directive, in characters; most of it is the credential's. */
  public static final int MOST_CHARACTERS = SignedOrder.MOST_CHARACTERS;

  /** Refuses what is missing. */
  public SignedDirective {
    Limits.text("credential", credential, MOST_CHARACTERS);
    Limits.present("directive", directive);
  }

  /** A signed directive. */
  public static SignedDirective sign(
      Directive directive, String credential, String keyId, PrivateKey key) {
    return new SignedDirective(credential, JointJws.sign(Json.bytes(directive), keyId, key));
  }

  /** Whether a text is a directive and not an order; tells nothing of who signed it. */
  public static boolean is(String json) {
    return json.length() <= MOST_CHARACTERS && Json.has(json, "directive");
  }

  /**
   * Reads a signed directive; trusts nothing of it yet.
   *
   * @throws IllegalArgumentException when it is none or longer than {@link #MOST_CHARACTERS}
   */
  public static SignedDirective read(String json) {
    if (json.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "signed directive has " + json.length() + " characters; at most " + MOST_CHARACTERS);
    }
    return Json.read(json, SignedDirective.class);
  }

  /** The text that is posted, logged and broadcast. */
  public String text() {
    return Json.text(this);
  }

  /** What it says, before anyone has checked who said it. */
  public Directive unverified() {
    return Json.read(directive.bytes(), Directive.class);
  }
}
