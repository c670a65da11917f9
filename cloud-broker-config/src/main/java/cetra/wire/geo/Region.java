package cetra.wire.geo;

import org.locationtech.jts.geom.Geometry;

/**
 * A place against which small shapes are held, in degrees, x the longitude and y the latitude. A
 * shape may run on beyond ±180° where it crosses the antimeridian. Safe for many threads.
 */
sealed interface Region permits PolygonRegion, CircleRegion {
  /** Whether the two share a point; a border belongs to what it encloses. */
  boolean meets(Geometry shape);

  /** Whether all of a convex shape lies inside. */
  boolean covers(Geometry shape);
}
