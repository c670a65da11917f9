package cetra.wire.geo;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * A place against which others are held, in degrees, x the longitude and y the latitude. What is
 * held against it may run on beyond ±180° where it crosses the antimeridian. Safe for many threads.
 */
sealed interface Region permits PolygonRegion, CircleRegion {
  /** Whether the two share a point; a border belongs to what it encloses. */
  boolean meets(Geometry shape);

  /** Whether all of a convex shape lies inside. */
  boolean covers(Geometry shape);

  /** Whether all of this place lies in another. */
  boolean liesIn(Region other);

  /** The surface on the ellipsoid, in square metres. */
  double squareMetres();

  /** Whether the straight way between two places comes so near, in metres; 0 to touch it. */
  boolean isNear(Coordinate from, Coordinate to, double metres);

  /** Whether all that is so near a place, in metres, lies inside; 0 for the place alone. */
  boolean holds(Coordinate place, double metres);
}
