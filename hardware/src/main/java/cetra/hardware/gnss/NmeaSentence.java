package cetra.hardware.gnss;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One NMEA 0183 sentence of a talker, its checksum seen to be right.
 *
 * @param type what follows the talker in the address, such as {@code RMC}; the whole address where
 *     the sentence is proprietary
 * @param fields the fields after the address; may be empty strings
 */
record NmeaSentence(String type, List<String> fields) {
  /** Receivers write more than the standard's 82 characters, but nothing sane writes more. */
  static final int LONGEST = 1024;

  NmeaSentence {
    fields = List.copyOf(fields);
  }

  /**
   * Reads {@code $address,field,field*hh}; the checksum must be there and be right.
   *
   * @return null when it is anything else
   */
  static @Nullable NmeaSentence parse(String line) {
    String text = line.stripTrailing();
    int star = text.length() - 3;
    if (star < 6 || text.length() > LONGEST || text.charAt(0) != '$' || text.charAt(star) != '*') {
      return null;
    }
    String body = text.substring(1, star);
    if (!isPrintable(body) || checksum(body) != stated(text, star)) {
      return null;
    }
    List<String> all = List.of(body.split(",", -1));
    String address = all.getFirst();
    boolean talks = address.length() == 5 && address.charAt(0) != 'P';
    return new NmeaSentence(talks ? address.substring(2) : address, all.subList(1, all.size()));
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
