package cetra.wire.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The topic tree (MQTT 5, QoS 1); the version is its second level. */
public final class Topics {
  /** The shape of a device's or relay's name: the common name of its certificate. */
  public static final String IDENTITY = "[a-z0-9]{16,32}";

  /** The shape of an issuer's code: the common name of its client's certificate. */
  public static final String ISSUER = "[a-z0-9-]{3,32}";

  private static final String ROOT = "cetra/1/";
  private static final Pattern OFFERS =
      Pattern.compile(ROOT + "device/(" + IDENTITY + ")/up/offers");
  private static final Pattern ANSWERS =
      Pattern.compile(ROOT + "device/(" + IDENTITY + ")/up/answers");
  private static final Pattern COMMITMENTS =
      Pattern.compile(ROOT + "device/(" + IDENTITY + ")/up/commitments");
  private static final Pattern SPOKEN =
      Pattern.compile(ROOT + "device/(" + IDENTITY + ")/up/[a-z]+");
  private static final Pattern ORDERS = Pattern.compile(ROOT + "issuer/(" + ISSUER + ")/orders");

  private Topics() {}

  /** Log entries, relay to all devices of a region. */
  public static String log(String region) {
    return ROOT + "region/" + region + "/log";
  }

  /** One device's offers. */
  public static String offers(String device) {
    return ROOT + "device/" + device + "/up/offers";
  }

  /** One device's heartbeats. */
  public static String status(String device) {
    return ROOT + "device/" + device + "/up/status";
  }

  /** One device's commitments to what it has recorded. */
  public static String commitments(String device) {
    return ROOT + "device/" + device + "/up/commitments";
  }

  /** What one device says of its own offers later, and answers the relay's requests. */
  public static String deviceAnswers(String device) {
    return ROOT + "device/" + device + "/up/answers";
  }

  /** What the relay asks one device. */
  public static String requests(String device) {
    return ROOT + "device/" + device + "/down/requests";
  }

  /** What the relay answers one device's offers. */
  public static String grants(String device) {
    return ROOT + "device/" + device + "/down/grants";
  }

  /** An issuer's signed orders, as requests of MQTT 5. */
  public static String orders(String issuer) {
    return ROOT + "issuer/" + issuer + "/orders";
  }

  /** What the relay answers an issuer's orders; the only response topic that it honours. */
  public static String orderAnswers(String issuer) {
    return ROOT + "issuer/" + issuer + "/answers";
  }

  /** The progress of an issuer's orders. */
  public static String events(String issuer) {
    return ROOT + "issuer/" + issuer + "/events";
  }

  /** The filter for all that devices say. */
  public static String fromAllDevices() {
    return ROOT + "device/+/up/#";
  }

  /** The filter for the orders of all issuers. */
  public static String ordersOfAllIssuers() {
    return ROOT + "issuer/+/orders";
  }

  /** Which device says something on a topic; empty when the topic is no device's. */
  public static Optional<String> speakingDevice(String topic) {
    return name(SPOKEN, topic);
  }

  /** Which device offers on a topic; empty when the topic is no device's offers. */
  public static Optional<String> offeringDevice(String topic) {
    return name(OFFERS, topic);
  }

  /** Which device answers on a topic; empty when the topic is no device's answers. */
  public static Optional<String> answeringDevice(String topic) {
    return name(ANSWERS, topic);
  }

  /** Which device commits itself on a topic; empty when the topic is no device's commitments. */
  public static Optional<String> committingDevice(String topic) {
    return name(COMMITMENTS, topic);
  }

  /** Which issuer orders on a topic; empty when the topic is no issuer's orders. */
  public static Optional<String> orderingIssuer(String topic) {
    return name(ORDERS, topic);
  }

  private static Optional<String> name(Pattern pattern, String topic) {
    Matcher matcher = pattern.matcher(topic);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
