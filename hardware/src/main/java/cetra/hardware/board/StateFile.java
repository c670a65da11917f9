package cetra.hardware.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;

/**
 * A small file of lines {@code key = value} that another program of the board, such as the modem's,
 * replaces whenever something changes.
 */
final class StateFile {
  private static final int MOST_OCTETS = 4096;

  private final Path path;
  private final Set<String> keys;

  StateFile(Path path, String... keys) {
    this.path = path;
    this.keys = Set.of(keys);
  }

  /**
   * Reads it anew.
   *
   * @throws IOException when it is not there, above 4096 octets, or has a key that is not known
   */
  Properties read() throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(path)) {
      octets = in.readNBytes(MOST_OCTETS + 1);
    }
    if (octets.length > MOST_OCTETS) {
      throw new IOException(path + " has more than " + MOST_OCTETS + " octets");
    }
    Properties values = new Properties();
    try {
      values.load(new StringReader(new String(octets, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new IOException(path + " is not lines of key = value: " + e.getMessage(), e);
    }
    for (String key : values.stringPropertyNames()) {
      if (!keys.contains(key)) {
        throw new IOException(path + " has '" + key + "'; it may have " + keys);
      }
    }
    return values;
  }

  /** A yes-or-no value. */
  boolean flag(Properties values, String key, boolean otherwise) throws IOException {
    return switch (values.getProperty(key, Boolean.toString(otherwise)).strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(values, key, "neither true nor false");
    };
  }

  /** A number in a range; NaN when it is not there. */
  double number(Properties values, String key, double least, double most) throws IOException {
    String text = values.getProperty(key);
    if (text == null) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // answered below, with the range
    }
    throw wrong(values, key, "no number from " + least + " to " + most);
  }

  IOException wrong(Properties values, String key, String why) {
    return new IOException(
        "%s: %s = '%s' is %s".formatted(path, key, values.getProperty(key), why));
  }
}
