package cetra.wire.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of what arrives, each naming the field, the value and the limit. */
final class Limits {
  private Limits() {}

  static String text(String field, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    if (value.length() > longest) {
      throw new IllegalArgumentException(
          field + " has " + value.length() + " characters; at most " + longest);
    }
    return value;
  }

  static String matching(String field, @Nullable String value, String pattern) {
    if (value == null || !value.matches(pattern)) {
      throw new IllegalArgumentException(field + " '" + value + "' is not " + pattern);
    }
    return value;
  }

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  static <T> List<T> list(String field, @Nullable List<T> values, int most) {
    if (values == null || values.isEmpty() || values.size() > most) {
      throw new IllegalArgumentException(
          field + " has " + (values == null ? 0 : values.size()) + " entries; 1 to " + most);
    }
    return List.copyOf(values);
  }
}
