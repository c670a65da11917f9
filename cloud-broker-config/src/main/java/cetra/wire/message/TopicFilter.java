package cetra.wire.message;

import java.util.List;

/** Topic filters of MQTT 5, section 4.7. */
final class TopicFilter {
  private TopicFilter() {}

  /** Whether every topic that one filter matches is matched by the other, too. */
  static boolean covers(String allowed, String asked) {
    if (asked.startsWith("$") && !allowed.startsWith("$")) {
      return false;
    }
    List<String> wide = levels(allowed);
    List<String> narrow = levels(asked);
    for (int i = 0; i < wide.size(); i++) {
      if (wide.get(i).equals("#")) {
        return narrow.size() >= i;
      }
      if (i >= narrow.size() || !level(wide.get(i), narrow.get(i))) {
        return false;
      }
    }
    return wide.size() == narrow.size();
  }

  private static boolean level(String allowed, String asked) {
    return allowed.equals("+") ? !asked.equals("#") : allowed.equals(asked);
  }

  private static List<String> levels(String filter) {
    return List.of(filter.split("/", -1));
  }
}
