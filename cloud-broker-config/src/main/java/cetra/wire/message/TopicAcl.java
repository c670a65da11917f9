package cetra.wire.message;

import java.util.List;

/**
 * Who may publish and subscribe what: the one source from which the access list of every broker is
 * made. {@code %u} stands for the common name of the client's certificate.
 */
public final class TopicAcl {
  /** What a client is, as the organizational unit of its certificate says. */
  public enum Role {
    /** A dashcam. */
    DEVICE,
    /** A relay. */
    RELAY,
    /** A municipality's API client; its common name is its code. */
    ISSUER
  }

  /**
   * What one role may do.
   *
   * @param role whom it is about
   * @param publish filters of the topics it may publish to
   * @param subscribe filters it may receive from
   */
  public record Rule(Role role, List<String> publish, List<String> subscribe) {}

  /** All rules; what no rule allows is refused. */
  public static final List<Rule> RULES =
      List.of(
          new Rule(
              Role.DEVICE,
              List.of("cetra/1/device/%u/up/offers", "cetra/1/device/%u/up/status"),
              List.of("cetra/1/region/+/log", "cetra/1/device/%u/down/grants")),
          new Rule(
              Role.RELAY,
              List.of("cetra/1/region/+/log", "cetra/1/device/+/down/#", "cetra/1/issuer/+/events"),
              List.of("cetra/1/#")),
          new Rule(Role.ISSUER, List.of(), List.of("cetra/1/issuer/%u/events")));

  private TopicAcl() {}

  /** The rule of a role. */
  public static Rule of(Role role) {
    return RULES.stream().filter(rule -> rule.role() == role).findFirst().orElseThrow();
  }

  /**
   * Mosquitto's access list, for {@code acl_file} with {@code use_identity_as_username}. Devices
   * and issuers are bound to their own name by patterns; relays are listed.
   */
  public static String mosquitto(List<String> relays) {
    StringBuilder file = new StringBuilder("# made from the topic tree; do not edit\n");
    rights(file, "pattern", of(Role.DEVICE));
    rights(file, "pattern", of(Role.ISSUER));
    for (String relay : relays) {
      file.append("user ").append(relay).append('\n');
      rights(file, "topic", of(Role.RELAY));
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
