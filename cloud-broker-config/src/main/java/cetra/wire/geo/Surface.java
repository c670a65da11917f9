package cetra.wire.geo;

import net.sf.geographiclib.Geodesic;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** The surface of polygons on the ellipsoid, whose edges are straight in longitude and latitude. */
final class Surface {
  private static final double EQUATOR = Geodesic.WGS84.EquatorialRadius();
  private static final double ECCENTRICITY =
      Math.sqrt(Geodesic.WGS84.Flattening() * (2 - Geodesic.WGS84.Flattening()));

  /** Gauss-Legendre with three nodes: exact to a millionth for edges of ten degrees. */
  private static final double[] GAUSS = {0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)};

  private static final double[] WEIGHTS = {5 / 18.0, 8 / 18.0, 5 / 18.0};

  private Surface() {}

  /** In square metres, holes left out. */
  static double squareMetres(Geometry polygons) {
    double squareMetres = 0;
    for (int i = 0; i < polygons.getNumGeometries(); i++) {
      Polygon polygon = (Polygon) polygons.getGeometryN(i);
      squareMetres += surface(polygon.getExteriorRing());
      for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
        squareMetres -= surface(polygon.getInteriorRingN(hole));
      }
    }
    return squareMetres;
  }

  private static double surface(LinearRing ring) {
    CoordinateSequence points = ring.getCoordinateSequence();
    double origin = northOfEquator(points.getY(0));
    double sum = 0;
    for (int i = 0; i + 1 < points.size(); i++) {
      double from = points.getY(i);
      double step = points.getY(i + 1) - from;
      double mean = 0;
      for (int node = 0; node < GAUSS.length; node++) {
        mean += WEIGHTS[node] * (northOfEquator(from + step * GAUSS[node]) - origin);
      }
      sum += mean * Math.toRadians(points.getX(i + 1) - points.getX(i));
    }
    return Math.abs(sum);
  }

  /** Surface between equator and a latitude, in square metres for each radian of longitude. */
  private static double northOfEquator(double latitude) {
    double sine = Math.sin(Math.toRadians(latitude));
    double scaled = ECCENTRICITY * sine;
    double atanh = 0.5 * Math.log((1 + scaled) / (1 - scaled));
    double flattened = 1 - ECCENTRICITY * ECCENTRICITY;
    return 0.5
        * EQUATOR
        * EQUATOR
        * flattened
        * (sine / (1 - scaled * scaled) + atanh / ECCENTRICITY);
  }
}
