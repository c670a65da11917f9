package cetra.wire.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The topic tree (MQTT 5, QoS 1); the version is its second level. */
public final class Topics {
  /** The shape of a device's or relay's name: the common name of its certificate. */
  public static final String IDENTITY = "[a-z0-9]{16,32}";

  private static final String ROOT = "cetra/1/";
  private static final Pattern OFFERS =
      Pattern.compile(ROOT + "device/(" + IDENTITY + ")/up/offers");

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

  /** What the relay answers one device's offers. */
  public static String grants(String device) {
    return ROOT + "device/" + device + "/down/grants";
  }

  /** The progress of an issuer's orders. */
  public static String events(String issuer) {
    return ROOT + "issuer/" + issuer + "/events";
  }

  /** The filter for all that devices say. */
  public static String fromAllDevices() {
    return ROOT + "device/+/up/#";
  }

  /** Which device offers on a topic; empty when the topic is no device's offers. */
  public static Optional<String> offeringDevice(String topic) {
    Matcher matcher = OFFERS.matcher(topic);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
