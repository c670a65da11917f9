package cetra.hardware.gnss;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One NMEA 0183 sentence of a talker, its checksum seen to be right.
 *
 * @param talker who says it, such as {@code GN}; empty where the sentence is proprietary
 * @param type what follows the talker in the address, such as {@code RMC}; the whole address where
 *     the sentence is proprietary
 * @param fields the fields after the address; may be empty strings
 * @param line of the stream it came from, counted from 1
 * @param nanos when it began to arrive, on {@link cetra.hardware.BoardClock#nanos()}
 */
record NmeaSentence(String talker, String type, List<String> fields, long line, long nanos) {
  /** Receivers write more than the standard's 82 characters, but nothing sane writes more. */
  static final int LONGEST = 1024;

  // $ and an address of five characters.
  private static final int SHORTEST = 6;

  NmeaSentence {
    fields = List.copyOf(fields);
  }

  /** Reads a line that {@link #wrong} has nothing against. */
  static NmeaSentence parse(String line, long number, long nanos) {
    String text = line.stripTrailing();
    List<String> all = List.of(text.substring(1, text.length() - 3).split(",", -1));
    String address = all.getFirst();
    boolean talks = address.length() == 5 && address.charAt(0) != 'P';
    return new NmeaSentence(
        talks ? address.substring(0, 2) : "",
        talks ? address.substring(2) : address,
        all.subList(1, all.size()),
        number,
        nanos);
  }

  /** Why a line is not {@code $address,field,field*hh}; null when it is, with a right checksum. */
  static @Nullable Refusal wrong(String line) {
    String text = line.stripTrailing();
    if (text.length() > LONGEST) {
      return Refusal.OVER_LONG;
    }
    if (text.isEmpty() || text.charAt(0) != '$') {
      return Refusal.OTHER;
    }
    int star = text.lastIndexOf('*');
    if (star < 0) {
      return isPrintable(text.substring(1)) ? Refusal.NO_CHECKSUM : Refusal.OTHER;
    }
    if (star != text.length() - 3 || star < SHORTEST) {
      return Refusal.TORN;
    }
    String body = text.substring(1, star);
    if (!isPrintable(body)) {
      return Refusal.OTHER;
    }
    return checksum(body) == stated(text, star) ? null : Refusal.BAD_CHECKSUM;
  }

  /** A field counted from 0; empty where the sentence is shorter. */
  String field(int index) {
    return index < fields.size() ? fields.get(index) : "";
  }

  /** A field as a number; NaN where it is empty or none. */
  double number(int index) {
    String text = field(index);
    if (!isNumber(text)) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  // Java also reads "NaN", "1e9" and "0x1p3d" as numbers; the standard knows none of them.
  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+');
  }

  private static boolean isPrintable(String body) {
    return body.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '$' && c != '*');
  }

  private static int checksum(String body) {
    return body.chars().reduce(0, (sum, c) -> sum ^ c);
  }

  private static int stated(String text, int star) {
    int high = Character.digit(text.charAt(star + 1), 16);
    int low = Character.digit(text.charAt(star + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
