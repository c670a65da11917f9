package cetra.hardware;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which driver to open and how, written {@code scheme:path?key=value&key=value}; values are percent
 * encoded.
 *
 * @param scheme names the driver
 * @param path the device or file; may be empty
 * @param options what the driver is told
 */
public record DeviceSpec(String scheme, String path, Map<String, String> options) {
  private static final int LONGEST = 8192;

  /** Keeps an unmodifiable copy of the options. */
  public DeviceSpec {
    options = Map.copyOf(options);
  }

  /**
   * Reads a specification.
   *
   * @throws IllegalArgumentException when it has no scheme, is over 8192 characters, or an option
   *     has no value
   */
  public static DeviceSpec parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a device specification has " + text.length() + " characters; at most " + LONGEST);
    }
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "device '" + text + "' names no driver; write scheme:path?key=value");
    }
    int question = text.indexOf('?', colon);
    String path = text.substring(colon + 1, question < 0 ? text.length() : question);
    Map<String, String> options = new TreeMap<>();
    if (question >= 0) {
      for (String pair : text.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "option '" + pair + "' of device '" + text + "' is not key=value");
        }
        options.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
      }
    }
    return new DeviceSpec(text.substring(0, colon), decode(path), options);
  }

  /** An option, or what stands in for it. */
  public String option(String key, String otherwise) {
    return options.getOrDefault(key, otherwise);
  }

  /**
   * A number option.
   *
   * @throws IllegalArgumentException when the value is no number from least to most
   */
  public double number(String key, double otherwise, double least, double most) {
    String text = options.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // answered below, with the range
    }
    throw wrong(key, "is not a number from " + least + " to " + most);
  }

  /**
   * An option of times, written {@code seconds,seconds}.
   *
   * @return in nanoseconds; none where the option is not there
   * @throws IllegalArgumentException when it is written otherwise
   */
  public List<Long> times(String key) {
    String text = option(key, "");
    try {
      return text.isEmpty()
          ? List.of()
          : Arrays.stream(text.split(",", -1))
              .map(seconds -> Math.round(Double.parseDouble(seconds) * 1e9))
              .toList();
    } catch (NumberFormatException notANumber) {
      throw wrong(key, "is not seconds,seconds");
    }
  }

  /**
   * A yes-or-no option.
   *
   * @throws IllegalArgumentException when the value is neither {@code true} nor {@code false}
   */
  public boolean flag(String key, boolean otherwise) {
    return switch (option(key, Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, "is neither true nor false");
    };
  }

  /**
   * This specification, when it has no option but those named: a mistyped option must not pass as
   * its default.
   *
   * @throws IllegalArgumentException when it has another; names those there are
   */
  public DeviceSpec only(String... keys) {
    TreeSet<String> unknown = new TreeSet<>(options.keySet());
    unknown.removeAll(List.of(keys));
    if (unknown.isEmpty()) {
      return this;
    }
    throw new IllegalArgumentException(
        scheme + " has no option " + unknown.first() + "; it has " + new TreeSet<>(List.of(keys)));
  }

  /** What to throw when the value of an option is wrong, such as {@code "is no instant"}. */
  public IllegalArgumentException wrong(String key, String why) {
    return new IllegalArgumentException(
        "option " + key + "=" + option(key, "") + " of " + scheme + " " + why);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
