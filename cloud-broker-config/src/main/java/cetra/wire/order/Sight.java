package cetra.wire.order;

import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import java.time.Duration;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Whether a car saw an area; the device decides with it and the relay checks with it. Safe for many
 * threads.
 *
 * <p>Between two fixes the car is taken to have driven straight, if they are not further apart than
 * {@link #LONGEST_STEP}; what lies in a longer silence of the receiver is not claimed.
 */
public final class Sight {
  /** The longest time between two fixes in which the car is taken to have driven straight. */
  public static final Duration LONGEST_STEP = Duration.ofMinutes(2);

  private static final double FIELD_OF_VIEW = 120;
  private static final double RANGE = 80;
  private static final int SECTOR_RAYS = 8;
  private static final GeometryFactory SHAPES = new GeometryFactory();

  private final PreparedGeometry area;
  private final Seen seen;

  /** What it takes to have seen an area. */
  public Sight(Area area, Seen seen) {
    this.area = PreparedGeometryFactory.prepare(area.shape());
    this.seen = seen;
  }

  /**
   * Where a car can have been when it saw the area: longitudes and latitudes in degrees, for
   * searching an index.
   */
  public Envelope reach() {
    Envelope reach = new Envelope(area.getGeometry().getEnvelopeInternal());
    if (seen == Seen.IN_VIEW) {
      GeodesicData north = Geodesic.WGS84.Direct(reach.getMaxY(), reach.getMaxX(), 0, RANGE);
      GeodesicData east = Geodesic.WGS84.Direct(reach.getMaxY(), reach.getMaxX(), 90, RANGE);
      reach.expandBy(east.lon2 - reach.getMaxX(), north.lat2 - reach.getMaxY());
    }
    return reach;
  }

  /** Whether the area was seen from a fix. */
  public boolean at(TrackPoint point) {
    return area.intersects(SHAPES.createPoint(place(point)))
        || (seen == Seen.IN_VIEW
            && !Double.isNaN(point.course())
            && area.intersects(sector(point)));
  }

  /** Whether the area was seen on the way from one fix to the next. */
  public boolean between(TrackPoint from, TrackPoint to) {
    if (at(from) || at(to)) {
      return true;
    }
    Duration step = Duration.ofNanos(to.nanos() - from.nanos());
    return step.compareTo(LONGEST_STEP) <= 0
        && area.intersects(SHAPES.createLineString(new Coordinate[] {place(from), place(to)}));
  }

  private static Coordinate place(TrackPoint point) {
    return new Coordinate(point.longitude(), point.latitude());
  }

  private static Geometry sector(TrackPoint point) {
    Coordinate[] corners = new Coordinate[SECTOR_RAYS + 3];
    corners[0] = place(point);
    for (int i = 0; i <= SECTOR_RAYS; i++) {
      double azimuth = point.course() + FIELD_OF_VIEW * ((double) i / SECTOR_RAYS - 0.5);
      GeodesicData far = Geodesic.WGS84.Direct(point.latitude(), point.longitude(), azimuth, RANGE);
      corners[i + 1] = new Coordinate(far.lon2, far.lat2);
    }
    corners[SECTOR_RAYS + 2] = corners[0].copy();
    return SHAPES.createPolygon(corners);
  }
}
