package cetra.wire.broker;

import cetra.wire.message.TopicAcl;
import cetra.wire.message.TopicAcl.Rule;
import java.util.List;

/** The roles of HiveMQ's File RBAC extension, whose user name must be the certificate's name. */
public final class HiveMqAccess {
  private HiveMqAccess() {}

  /** The roles; an operator adds users, with a password each. */
  public static String text() {
    StringBuilder file = new StringBuilder("<!-- made from the topic tree; do not edit -->\n");
    file.append("<file-rbac>\n  <users/>\n  <roles>\n");
    TopicAcl.RULES.forEach(rule -> role(file, rule));
    return file.append("  </roles>\n</file-rbac>\n").toString();
  }

  private static void role(StringBuilder file, Rule rule) {
    file.append("    <role>\n      <id>%s</id>\n".formatted(rule.role().unit()));
    file.append("      <permissions>\n");
    permissions(file, rule.publish(), "PUBLISH", "<retain>NOT_RETAINED</retain>");
    permissions(
        file,
        rule.subscribe(),
        "SUBSCRIBE",
        "<shared-subscription>NOT_SHARED</shared-subscription>");
    file.append("      </permissions>\n    </role>\n");
  }

  private static void permissions(
      StringBuilder file, List<String> filters, String activity, String limit) {
    for (String filter : filters) {
      file.append(
          """
                  <permission>
                    <topic>%s</topic>
                    <activity>%s</activity>
                    %s
                  </permission>
          """
              .formatted(filter.replace("%u", "${{username}}"), activity, limit));
    }
  }
}
