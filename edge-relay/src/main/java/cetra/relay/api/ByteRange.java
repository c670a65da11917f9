package cetra.relay.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which octets a request wants (RFC 9110 section 14): all, one range, or one that is not there.
 * Several ranges at once are answered with all, as the standard allows.
 */
sealed interface ByteRange {
  /** The whole. */
  record All() implements ByteRange {}

  /**
   * A part.
   *
   * @param last its last octet, inside the whole
   */
  record Part(long first, long last) implements ByteRange {
    long length() {
      return last - first + 1;
    }
  }

  /** A part that is not there. */
  record Unsatisfiable() implements ByteRange {}

  /** The shape of one range. */
  Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /** Reads a Range header against a length. */
  static ByteRange of(@Nullable String header, long length) {
    Matcher matcher = ONE.matcher(header == null ? "" : header.strip());
    if (!matcher.matches()) {
      return new All();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? new All() : suffix(Long.parseLong(last), length);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? length - 1 : Math.min(Long.parseLong(last), length - 1);
    if (!last.isEmpty() && Long.parseLong(last) < from) {
      return new All();
    }
    return from >= length ? new Unsatisfiable() : new Part(from, to);
  }

  private static ByteRange suffix(long octets, long length) {
    return octets == 0 || length == 0
        ? new Unsatisfiable()
        : new Part(Math.max(0, length - octets), length - 1);
  }
}
