package cetra.wire.broker;

import cetra.wire.message.TopicAcl;
import cetra.wire.message.TopicAcl.Role;
import cetra.wire.message.TopicAcl.Rule;
import java.util.List;
import java.util.stream.Collectors;

/** EMQX's {@code acl.conf}, for listeners that demand certificates. */
public final class EmqxAccess {
  private EmqxAccess() {}

  /**
   * The rules, the first of which to match decides: devices and issuers are bound to the common
   * name of their certificate, relays are listed by the user name that EMQX takes from it.
   *
   * @param relays common names of the relays' certificates
   */
  public static String text(List<String> relays) {
    StringBuilder file = new StringBuilder("%% made from the topic tree; do not edit\n");
    rights(file, "all", TopicAcl.of(Role.DEVICE));
    rights(file, "all", TopicAcl.of(Role.ISSUER));
    relays.forEach(relay -> rights(file, "{username, \"" + relay + "\"}", TopicAcl.of(Role.RELAY)));
    return file.append("{deny, all}.\n").toString();
  }

  private static void rights(StringBuilder file, String who, Rule rule) {
    line(file, who, "publish", rule.publish());
    line(file, who, "subscribe", rule.subscribe());
  }

  private static void line(StringBuilder file, String who, String action, List<String> filters) {
    String topics =
        filters.stream()
            .map(filter -> "\"" + filter.replace("%u", "${cert_common_name}") + "\"")
            .collect(Collectors.joining(",\n  "));
    file.append("{allow, %s, %s, [\n  %s]}.\n".formatted(who, action, topics));
  }
}
