package cetra.wire.key;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names a key in a PKCS #11 token (RFC 7512), such as
 *
 * <pre>
 *  pkcs11:slot-id=1;object=evidence?module-path=/usr/lib/libtpm2_pkcs11.so&amp;pin-source=/etc/cetra/pin
 * </pre>
 *
 * @param module the token's library, absolute
 * @param slot number of the token's slot; empty for the first one
 * @param object label of key and certificate
 * @param pin file that holds the PIN, absolute
 */
record TokenUri(Path module, Optional<String> slot, String object, Path pin) {
  private static final String SCHEME = "pkcs11:";
  private static final int MOST_CHARACTERS = 4096;
  private static final String FORM =
      "write pkcs11:slot-id=NUMBER;object=LABEL?module-path=FILE&pin-source=FILE (RFC 7512)";

  /**
   * Reads a URI; what it does not know it refuses, for a key must not be looked for elsewhere.
   *
   * @throws IllegalArgumentException when something is missing or unknown; says what
   */
  static TokenUri parse(String uri) {
    if (uri.length() > MOST_CHARACTERS || !uri.startsWith(SCHEME)) {
      throw new IllegalArgumentException("'%.80s' names no token; %s".formatted(uri, FORM));
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : uri.substring(SCHEME.length()).split("[;?&]", -1)) {
      int equals = part.indexOf('=');
      String name = part.substring(0, Math.max(equals, 0));
      parts.put(name, URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
    }
    Path module = file(parts, "module-path");
    Path pin = file(parts, "pin-source");
    String object = required(parts, "object");
    Optional<String> slot = Optional.ofNullable(parts.remove("slot-id"));
    if (slot.isPresent() && !slot.get().matches("[0-9]{1,19}")) {
      throw new IllegalArgumentException("slot-id '" + slot.get() + "' is no number; " + FORM);
    }
    if (!parts.isEmpty()) {
      throw new IllegalArgumentException(
          "the token's '" + parts.keySet().iterator().next() + "' is unknown; " + FORM);
    }
    return new TokenUri(module, slot, object, pin);
  }

  private static Path file(Map<String, String> parts, String name) {
    String value = required(parts, name);
    Path path = Path.of(value.startsWith("file:") ? value.substring("file:".length()) : value);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("the token's " + name + " '" + value + "' is relative");
    }
    return path;
  }

  private static String required(Map<String, String> parts, String name) {
    String value = parts.remove(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the token has no " + name + "; " + FORM);
    }
    return value;
  }
}
