package cetra.wire.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may publish and subscribe what: the one source from which the access rules of every broker
 * are made. {@code %u} stands for the common name of the client's certificate.
 */
public final class TopicAcl {
  /** What a client is, as the organizational unit of its certificate says. */
  public enum Role {
    /** A dashcam. */
    DEVICE,
    /** A relay. */
    RELAY,
    /** A municipality's API client; its common name is its code. */
    ISSUER;

    /** The role that an organizational unit names; empty when it names none. */
    public static Optional<Role> of(String unit) {
      return Stream.of(values()).filter(role -> role.unit().equals(unit)).findFirst();
    }

    /** How a certificate names it. */
    public String unit() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What one role may do.
   *
   * @param role whom it is about
   * @param publish filters of the topics it may publish to
   * @param subscribe filters it may receive from
   */
  public record Rule(Role role, List<String> publish, List<String> subscribe) {
    /** Whether a client of this role and name may publish on a topic. */
    public boolean mayPublish(String name, String topic) {
      return covered(publish, name, topic);
    }

    /** Whether all that a filter asks for is what a client of this role and name may receive. */
    public boolean maySubscribe(String name, String filter) {
      return covered(subscribe, name, filter);
    }

    private static boolean covered(List<String> allowed, String name, String asked) {
      return allowed.stream()
          .map(filter -> filter.replace("%u", name))
          .anyMatch(filter -> TopicFilter.covers(filter, asked));
    }
  }

  /** All rules; what no rule allows is refused. */
  public static final List<Rule> RULES =
      List.of(
          new Rule(
              Role.DEVICE,
              List.of(
                  "cetra/1/device/%u/up/offers",
                  "cetra/1/device/%u/up/status",
                  "cetra/1/device/%u/up/commitments",
                  "cetra/1/device/%u/up/answers"),
              List.of(
                  "cetra/1/region/+/log",
                  "cetra/1/device/%u/down/grants",
                  "cetra/1/device/%u/down/requests")),
          new Rule(
              Role.RELAY,
              List.of(
                  "cetra/1/region/+/log",
                  "cetra/1/device/+/down/grants",
                  "cetra/1/device/+/down/requests",
                  "cetra/1/issuer/+/events",
                  "cetra/1/issuer/+/answers"),
              List.of("cetra/1/#")),
          new Rule(
              Role.ISSUER,
              List.of("cetra/1/issuer/%u/orders"),
              List.of("cetra/1/issuer/%u/events", "cetra/1/issuer/%u/answers")));

  private TopicAcl() {}

  /** The rule of a role. */
  public static Rule of(Role role) {
    return RULES.stream().filter(rule -> rule.role() == role).findFirst().orElseThrow();
  }
}
