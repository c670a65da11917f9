package cetra.wire.broker;

import cetra.wire.message.TopicAcl;
import cetra.wire.message.TopicAcl.Role;
import cetra.wire.message.TopicAcl.Rule;
import java.util.List;

/** Mosquitto's {@code acl_file}, for {@code use_identity_as_username}. */
public final class MosquittoAccess {
  private MosquittoAccess() {}

  /**
   * The access list: devices and issuers are bound to their own name by patterns, which hold for
   * everybody; relays are listed.
   *
   * @param relays common names of the relays' certificates
   */
  public static String text(List<String> relays) {
    StringBuilder file = new StringBuilder("# made from the topic tree; do not edit\n");
    rights(file, "pattern", TopicAcl.of(Role.DEVICE));
    rights(file, "pattern", TopicAcl.of(Role.ISSUER));
    for (String relay : relays) {
      file.append("user ").append(relay).append('\n');
      rights(file, "topic", TopicAcl.of(Role.RELAY));
    }
    return file.toString();
  }

  private static void rights(StringBuilder file, String keyword, Rule rule) {
    rule.publish().forEach(topic -> line(file, keyword + " write ", topic));
    rule.subscribe().forEach(topic -> line(file, keyword + " read ", topic));
  }

  private static void line(StringBuilder file, String right, String topic) {
    file.append(right).append(topic).append('\n');
  }
}
