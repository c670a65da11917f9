package cetra.wire.geo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicMask;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Reads one RFC 7946 geometry, or our circle, into a valid shape in one piece: its longitudes run
 * on beyond ±180 where it crosses the antimeridian.
 */
final class GeoJsonShape {
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final int MOST_VERTICES = 10_000;
  private static final double MOST_LATITUDE = 85;
  private static final double MOST_RADIUS = 100_000;
  private static final String CIRCLE = "Circle";

  /** A ring of 128 corners stays within 0.03 % of the circle's radius. */
  private static final int CIRCLE_CORNERS = 128;

  private final JsonNode json;
  private int vertices;

  GeoJsonShape(JsonNode json) {
    this.json = json;
  }

  Geometry read() {
    return switch (json.path("type").asText()) {
      case "Polygon" -> valid(polygon(json.path("coordinates")));
      case "MultiPolygon" -> valid(Antimeridian.joined(multiPolygon(json.path("coordinates"))));
      case CIRCLE -> circle();
      default ->
          throw new IllegalArgumentException(
              "area type '"
                  + json.path("type").asText()
                  + "' is not Polygon, MultiPolygon or Circle");
    };
  }

  /** What the shape that was read really is: a circle is no polygon. */
  Region region(Geometry shape) {
    if (!json.path("type").asText().equals(CIRCLE)) {
      return new PolygonRegion(shape);
    }
    Coordinate center = position(json.path("center"));
    return new CircleRegion(center.y, center.x, radius());
  }

  /**
   * A ring that only touches itself encloses what it seems to; one that crosses itself does not.
   */
  private static Geometry valid(Geometry shape) {
    TopologyValidationError fault = new IsValidOp(shape).getValidationError();
    if (fault == null) {
      return shape;
    }
    if (fault.getErrorType() == TopologyValidationError.RING_SELF_INTERSECTION) {
      return GeometryFixer.fix(shape);
    }
    throw new IllegalArgumentException(
        "area is not a simple polygon: "
            + fault.getMessage()
            + " near longitude "
            + fault.getCoordinate().x
            + ", latitude "
            + fault.getCoordinate().y);
  }

  static JsonNode circleJson(double latitude, double longitude, double radius) {
    ObjectNode circle = JsonNodeFactory.instance.objectNode().put("type", CIRCLE);
    circle.putArray("center").add(longitude).add(latitude);
    return circle.put("radius", radius);
  }

  private Geometry multiPolygon(JsonNode polygons) {
    List<Polygon> parts = new ArrayList<>();
    for (JsonNode polygon : list(polygons, "MultiPolygon")) {
      parts.add(polygon(polygon));
    }
    return SHAPES.createMultiPolygon(parts.toArray(Polygon[]::new));
  }

  private Polygon polygon(JsonNode rings) {
    List<LinearRing> read = new ArrayList<>();
    for (JsonNode ring : list(rings, "Polygon")) {
      read.add(ring(ring));
    }
    LinearRing shell = read.getFirst();
    LinearRing[] holes =
        read.stream()
            .skip(1)
            .map(hole -> Antimeridian.beside(shell, hole))
            .toArray(LinearRing[]::new);
    return SHAPES.createPolygon(shell, holes);
  }

  private LinearRing ring(JsonNode positions) {
    List<Coordinate> points = new ArrayList<>();
    for (JsonNode position : list(positions, "ring")) {
      if (++vertices > MOST_VERTICES) {
        throw new IllegalArgumentException(
            "area has more than " + MOST_VERTICES + " vertices; simplify it");
      }
      points.add(position(position));
    }
    if (points.size() < 4 || !points.getFirst().equals2D(points.getLast())) {
      throw new IllegalArgumentException(
          "a ring of "
              + points.size()
              + " positions is not closed; RFC 7946 wants four or more, the last equal to the"
              + " first");
    }
    return SHAPES.createLinearRing(Antimeridian.unrolled(points));
  }

  private static Coordinate position(JsonNode position) {
    JsonNode longitude = position.path(0);
    JsonNode latitude = position.path(1);
    if (!longitude.isNumber() || !latitude.isNumber()) {
      throw new IllegalArgumentException("position " + position + " is not [longitude, latitude]");
    }
    double x = longitude.asDouble();
    double y = latitude.asDouble();
    if (!(Math.abs(x) <= 180) || !(Math.abs(y) <= MOST_LATITUDE)) {
      throw new IllegalArgumentException(
          "position " + position + " is outside ±180, ±" + MOST_LATITUDE + " degrees");
    }
    return new Coordinate(x, y);
  }

  private Polygon circle() {
    Coordinate center = position(json.path("center"));
    double radius = radius();
    Coordinate[] corners = new Coordinate[CIRCLE_CORNERS + 1];
    for (int i = 0; i < CIRCLE_CORNERS; i++) {
      GeodesicData corner =
          Geodesic.WGS84.Direct(
              center.y,
              center.x,
              360.0 * i / CIRCLE_CORNERS,
              radius,
              GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE | GeodesicMask.LONG_UNROLL);
      corners[i] = new Coordinate(corner.lon2, corner.lat2);
    }
    corners[CIRCLE_CORNERS] = corners[0].copy();
    return SHAPES.createPolygon(corners);
  }

  private double radius() {
    double radius = json.path("radius").asDouble(Double.NaN);
    if (!(radius > 0 && radius <= MOST_RADIUS)) {
      throw new IllegalArgumentException(
          "radius " + json.path("radius") + " is not above 0 to " + MOST_RADIUS + " metres");
    }
    return radius;
  }

  private static JsonNode list(JsonNode node, String what) {
    if (!node.isArray() || node.isEmpty()) {
      throw new IllegalArgumentException("area: " + what + " has no list of coordinates");
    }
    return node;
  }
}
