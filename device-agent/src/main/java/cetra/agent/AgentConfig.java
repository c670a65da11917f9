package cetra.agent;

import cetra.hardware.DeviceSpec;
import cetra.wire.order.View;
import java.net.URI;
import java.nio.file.Path;

/**
 * The section {@code [agent]} of a configuration; what each field means stands in {@code
 * agent.toml} beside this class.
 */
public record AgentConfig(
    Path data,
    Path ring,
    Path keys,
    String region,
    URI broker,
    URI relay,
    String camera,
    String gnss,
    String panel,
    String motion,
    String network,
    String power,
    double viewDegrees,
    double viewMetres,
    double motionThreshold,
    long ringMegabytes,
    long floorMegabytes,
    int ownerPort,
    int commitmentSeconds) {
  /** Refuses values out of range; each message begins with the field's name. */
  public AgentConfig {
    if (!region.matches("[a-z0-9-]{2,32}")) {
      throw new IllegalArgumentException("region '" + region + "' is not [a-z0-9-]{2,32}");
    }
    scheme("broker", broker, "ssl");
    scheme("relay", relay, "https");
    device("camera", camera);
    device("gnss", gnss);
    device("panel", panel);
    device("motion", motion);
    device("network", network);
    device("power", power);
    view(viewDegrees, viewMetres);
    if (motionThreshold < 1 || motionThreshold > 100) {
      throw new IllegalArgumentException(
          "motion_threshold " + motionThreshold + " is not 1 to 100 m/s²");
    }
    if (ringMegabytes < 32 || ringMegabytes > 16L << 20) {
      throw new IllegalArgumentException(
          "ring_megabytes " + ringMegabytes + " is not 32 to 16777216");
    }
    if (floorMegabytes < 0 || floorMegabytes > 1L << 20) {
      throw new IllegalArgumentException(
          "floor_megabytes " + floorMegabytes + " is not 0 to 1048576");
    }
    if (ownerPort < -1 || ownerPort > 65_535) {
      throw new IllegalArgumentException("owner_port " + ownerPort + " is not -1 to 65535");
    }
    if (commitmentSeconds < 10 || commitmentSeconds > 86_400) {
      throw new IllegalArgumentException(
          "commitment_seconds " + commitmentSeconds + " is not 10 to 86400");
    }
  }

  /** What the camera sees. */
  View view() {
    return view(viewDegrees, viewMetres);
  }

  private static View view(double degrees, double metres) {
    try {
      return new View(degrees, metres);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("view_degrees, view_metres: " + e.getMessage(), e);
    }
  }

  /** Where the recordings lie. */
  Path ringFolder() {
    return ring.toString().isEmpty() ? data.resolve("ring") : ring;
  }

  private static void scheme(String field, URI uri, String scheme) {
    if (!scheme.equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          field + " '" + uri + "' is not " + scheme + "://host:port");
    }
  }

  private static void device(String field, String spec) {
    try {
      DeviceSpec.parse(spec);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + " " + e.getMessage(), e);
    }
  }
}
