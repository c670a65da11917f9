package cetra.tools.order;

import cetra.wire.geo.Area;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One of three ways to say where. */
final class AreaOptions {
  private static final long MOST_BYTES = 64L << 20;

  @Option(
      names = "--area",
      paramLabel = "FILE",
      description = "A GeoJSON geometry or feature: Polygon, MultiPolygon or Circle.")
  private @Nullable Path file;

  @Option(
      names = "--circle",
      paramLabel = "LAT,LON,METRES",
      description = "A place and how far around it.")
  private @Nullable String circle;

  @Option(
      names = "--municipality",
      paramLabel = "FILE:CODE",
      description = "A municipality of a boundary file (N03 of MLIT as GeoJSON), by its code.")
  private @Nullable String municipality;

  Area area() throws IOException {
    if (file != null) {
      JsonNode json = json(file);
      return Area.of(json.has("geometry") ? json.get("geometry") : json);
    }
    return circle != null ? circle(circle) : municipality(String.valueOf(municipality));
  }

  private static Area circle(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("--circle '" + text + "' is not LAT,LON,METRES");
    }
    try {
      return Area.circle(
          Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--circle '" + text + "' is not three numbers", e);
    }
  }

  private static Area municipality(String text) throws IOException {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("--municipality '" + text + "' is not FILE:CODE");
    }
    Path boundaries = Path.of(text.substring(0, colon));
    String code = text.substring(colon + 1);
    return StreamSupport.stream(json(boundaries).path("features").spliterator(), false)
        .filter(feature -> feature.path("properties").path("N03_007").asText().equals(code))
        .map(feature -> Area.of(feature.path("geometry")))
        .reduce(
            (one, another) -> {
              throw new IllegalArgumentException(
                  code + " stands more than once in " + boundaries + "; give its area by --area");
            })
        .orElseThrow(
            () -> new IllegalArgumentException("no municipality " + code + " in " + boundaries));
  }

  private static JsonNode json(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " has " + Files.size(file) + " octets; at most " + MOST_BYTES);
    }
    try {
      return Json.read(Files.readAllBytes(file), JsonNode.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
