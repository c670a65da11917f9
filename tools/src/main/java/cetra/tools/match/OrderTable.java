package cetra.tools.match;

import cetra.wire.geo.Area;
import cetra.wire.message.Json;
import cetra.wire.order.Scene;
import cetra.wire.order.Seen;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scenes from a GeoJSON FeatureCollection (RFC 7946): the geometry is an order's area; the
 * properties are {@code id}, {@code from}, {@code to} and, if it is not {@code inside}, {@code
 * seen}.
 */
final class OrderTable {
  /** As many as a city orders in years. */
  static final int MOST_ORDERS = 100_000;

  private static final long MOST_BYTES = 256L << 20;

  private final Path file;

  private OrderTable(Path file) {
    this.file = file;
  }

  /**
   * The scenes by their ids, in the order of the file.
   *
   * @throws IOException when the file cannot be read or a feature is wrong; names file and feature
   */
  static Map<String, Scene> read(Path file) throws IOException {
    return new OrderTable(file).read();
  }

  private Map<String, Scene> read() throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          file + " has " + Files.size(file) + " octets; at most " + MOST_BYTES + ", split it");
    }
    JsonNode features = json().path("features");
    if (!features.isArray() || features.size() > MOST_ORDERS) {
      throw new IOException(
          file + " is no FeatureCollection of at most " + MOST_ORDERS + " features");
    }
    Map<String, Scene> scenes = new LinkedHashMap<>();
    for (JsonNode feature : features) {
      String id = feature.path("properties").path("id").asText();
      if (id.isEmpty() || scenes.put(id, scene(id, feature)) != null) {
        throw wrong(id, "id is missing or was there before");
      }
    }
    return scenes;
  }

  private JsonNode json() throws IOException {
    try {
      return Json.read(Files.readAllBytes(file), JsonNode.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private Scene scene(String id, JsonNode feature) throws IOException {
    JsonNode properties = feature.path("properties");
    try {
      TimeWindow window =
          new TimeWindow(instant(id, properties, "from"), instant(id, properties, "to"));
      return new Scene(Area.of(feature.path("geometry")), List.of(window), seen(properties));
    } catch (IllegalArgumentException e) {
      throw wrong(id, String.valueOf(e.getMessage()));
    }
  }

  private static Seen seen(JsonNode properties) {
    return properties.has("seen")
        ? Json.read(properties.path("seen").toString(), Seen.class)
        : Seen.INSIDE;
  }

  private Instant instant(String id, JsonNode properties, String name) throws IOException {
    String text = properties.path(name).asText();
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (!instant.isBefore(VideoOrder.EARLIEST) && !instant.isAfter(VideoOrder.LATEST)) {
        return instant;
      }
    } catch (DateTimeParseException noInstant) {
      // said below
    }
    throw wrong(id, name + " '" + text + "' is no time such as 2026-04-01T09:30:00+09:00");
  }

  private IOException wrong(String id, String what) {
    return new IOException(file + " feature '" + id + "': " + what);
  }
}
