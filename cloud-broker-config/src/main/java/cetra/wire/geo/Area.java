package cetra.wire.geo;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * A place on WGS 84: a Polygon or MultiPolygon of RFC 7946 section 3.1, or a circle written {@code
 * {"type":"Circle","center":[lon,lat],"radius":metres}}, whose radius is that of geodesics.
 *
 * <p>Rings may run either way, and may touch themselves. What crosses the antimeridian may be split
 * there (RFC 7946 section 3.1.9) or run across it: an edge of more than 180° goes the short way. At
 * most 10,000 vertices, latitudes within ±85°, no ring around a pole.
 */
public final class Area {
  private final JsonNode json;
  private final Geometry shape;
  private final Region region;

  private Area(JsonNode json, Geometry shape, Region region) {
    this.json = json;
    this.shape = shape;
    this.region = region;
  }

  /**
   * Reads an area.
   *
   * @throws IllegalArgumentException when it is no such geometry, is too large to read, or a ring
   *     crosses itself or goes around a pole; names the place
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Area of(JsonNode json) {
    GeoJsonShape read = new GeoJsonShape(json);
    Geometry shape = read.read();
    return new Area(json.deepCopy(), shape, read.region(shape));
  }

  /**
   * A circle.
   *
   * @param radius in metres, above 0 to 100,000
   */
  public static Area circle(double latitude, double longitude, double radius) {
    return of(GeoJsonShape.circleJson(latitude, longitude, radius));
  }

  /**
   * The geometry, x is the longitude and y the latitude, in degrees; a circle as a polygon inside
   * it. Longitudes run on beyond ±180 where it crosses the antimeridian.
   */
  public Geometry shape() {
    return shape;
  }

  /** The area as it was written. */
  @JsonValue
  public JsonNode json() {
    return json.deepCopy();
  }

  /** Whether all of the other area lies in this one. */
  public boolean covers(Area other) {
    return other.region.liesIn(region);
  }

  /** Whether the two areas share a point. */
  public boolean meets(Area other) {
    return region.meets(other.shape);
  }

  /**
   * Whether it shares a point with a small shape in degrees, x the longitude; the border counts.
   */
  public boolean meets(Geometry other) {
    return region.meets(other);
  }

  /** Whether all of a small convex shape in degrees, x the longitude, lies in it. */
  public boolean covers(Geometry other) {
    return region.covers(other);
  }

  /**
   * Whether the straight way between two places in degrees, x the longitude, comes so near.
   *
   * @param metres 0 to touch it; a polygon's corridor is up to 2 % wider
   */
  public boolean isNear(Coordinate from, Coordinate to, double metres) {
    return region.isNear(from, to, metres);
  }

  /**
   * Whether all that is so near a place in degrees, x the longitude, lies in it.
   *
   * @param metres 0 for the place alone; a polygon's disc is up to 2 % wider
   */
  public boolean holds(Coordinate place, double metres) {
    return region.holds(place, metres);
  }

  /**
   * The surface on the ellipsoid, in square kilometres, holes left out. Edges are straight in
   * longitude and latitude (RFC 7946 section 3.1.1), the same for the cap as for the search: were
   * they geodesics here, a long edge would let an order see far more than is counted.
   */
  public double squareKilometres() {
    return region.squareMetres() / 1e6;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Area area && json.equals(area.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
