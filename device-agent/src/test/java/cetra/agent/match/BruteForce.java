package cetra.agent.match;

import cetra.wire.evidence.TrackPoint;
import java.math.BigDecimal;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * What a car saw, found the slow way and by other means than the matcher: even-odd counting and
 * exact orientations for polygons, geodesics for circles, every step of the whole track. It shares
 * no code with what it judges. Longitudes run on across the antimeridian.
 */
sealed interface BruteForce {
  double TURN = 360;

  /** Whether the straight way between two places touches the area. */
  boolean touches(double lat1, double lon1, double lat2, double lon2);

  /** Rings of corners {lon, lat}, the last the same as the first: even-odd, borders inside. */
  record Rings(List<double[][]> rings) implements BruteForce {
    @Override
    public boolean touches(double lat1, double lon1, double lat2, double lon2) {
      for (double turn = -TURN; turn <= TURN; turn += TURN) {
        double[] from = {lon1 + turn, lat1};
        double[] to = {lon2 + turn, lat2};
        if (isInside(from) || rings.stream().anyMatch(ring -> crosses(ring, from, to))) {
          return true;
        }
      }
      return false;
    }

    private boolean isInside(double[] place) {
      boolean inside = false;
      for (double[][] ring : rings) {
        for (int i = 0; i + 1 < ring.length; i++) {
          double[] low = ring[i][1] <= ring[i + 1][1] ? ring[i] : ring[i + 1];
          double[] high = ring[i][1] <= ring[i + 1][1] ? ring[i + 1] : ring[i];
          if (low[1] <= place[1] && place[1] < high[1] && side(low, high, place) > 0) {
            inside = !inside;
          }
        }
      }
      return inside;
    }

    private static boolean crosses(double[][] ring, double[] from, double[] to) {
      for (int i = 0; i + 1 < ring.length; i++) {
        if (meet(ring[i], ring[i + 1], from, to)) {
          return true;
        }
      }
      return false;
    }

    private static boolean meet(double[] a, double[] b, double[] c, double[] d) {
      if (apart(a, b, c, d, 0) || apart(a, b, c, d, 1)) {
        return false; // most are, and comparing is as exact as what follows
      }
      int abc = side(a, b, c);
      int abd = side(a, b, d);
      int cda = side(c, d, a);
      int cdb = side(c, d, b);
      return (abc * abd < 0 && cda * cdb < 0)
          || (abc == 0 && between(a, b, c))
          || (abd == 0 && between(a, b, d))
          || (cda == 0 && between(c, d, a))
          || (cdb == 0 && between(c, d, b));
    }

    /** Whether one way ends, on an axis, before the other begins. */
    private static boolean apart(double[] a, double[] b, double[] c, double[] d, int axis) {
      return Math.max(a[axis], b[axis]) < Math.min(c[axis], d[axis])
          || Math.max(c[axis], d[axis]) < Math.min(a[axis], b[axis]);
    }

    private static boolean between(double[] a, double[] b, double[] place) {
      return place[0] >= Math.min(a[0], b[0])
          && place[0] <= Math.max(a[0], b[0])
          && place[1] >= Math.min(a[1], b[1])
          && place[1] <= Math.max(a[1], b[1]);
    }

    /** On which side of a line a place lies, without any rounding. */
    private static int side(double[] a, double[] b, double[] place) {
      BigDecimal ax = new BigDecimal(a[0]);
      BigDecimal ay = new BigDecimal(a[1]);
      return new BigDecimal(b[0])
          .subtract(ax)
          .multiply(new BigDecimal(place[1]).subtract(ay))
          .compareTo(
              new BigDecimal(b[1]).subtract(ay).multiply(new BigDecimal(place[0]).subtract(ax)));
    }
  }

  /** Everything within a geodesic distance. */
  record Circle(double latitude, double longitude, double radius) implements BruteForce {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** In a degree, wherever on the ellipsoid; a metre and more above the truth. */
    private static final double MOST_METRES = 111_700;

    @Override
    public boolean touches(double lat1, double lon1, double lat2, double lon2) {
      double begin = at(0, lat1, lon1, lat2, lon2);
      double longest = (Math.abs(lat2 - lat1) + Math.abs(lon2 - lon1)) * MOST_METRES;
      if (begin <= radius || begin > radius + longest) {
        return begin <= radius; // no way leads farther than it is long
      }
      if (at(1, lat1, lon1, lat2, lon2) <= radius) {
        return true;
      }
      double low = 0;
      double high = 1;
      double one = 1 - GOLDEN;
      double other = GOLDEN;
      double atOne = at(one, lat1, lon1, lat2, lon2);
      double atOther = at(other, lat1, lon1, lat2, lon2);
      for (int i = 0; i < 60 && Math.min(atOne, atOther) > radius; i++) {
        if (atOne < atOther) {
          high = other;
          other = one;
          atOther = atOne;
          one = high - GOLDEN * (high - low);
          atOne = at(one, lat1, lon1, lat2, lon2);
        } else {
          low = one;
          one = other;
          atOne = atOther;
          other = low + GOLDEN * (high - low);
          atOther = at(other, lat1, lon1, lat2, lon2);
        }
      }
      return Math.min(atOne, atOther) <= radius
          || at((low + high) / 2, lat1, lon1, lat2, lon2) <= radius;
    }

    private double at(double part, double lat1, double lon1, double lat2, double lon2) {
      return Geodesic.WGS84.Inverse(
              latitude,
              longitude,
              lat1 + part * (lat2 - lat1),
              lon1 + part * (lon2 - lon1),
              GeodesicMask.DISTANCE)
          .s12;
    }
  }

  /**
   * Whether a track touched the area in a half-open monotonic time, by what was measured: on each
   * straight way of at most two minutes that a car can drive, past fixes that are not plausible.
   */
  default boolean saw(List<TrackPoint> track, long fromNanos, long toNanos) {
    TrackPoint last = null;
    for (TrackPoint fix : track) {
      if ((fix.marks() & TrackPoint.IMPLAUSIBLE) == 0) {
        if (fix.nanos() >= fromNanos && fix.nanos() < toNanos && touches(fix, fix)) {
          return true;
        }
        if (last != null
            && fix.nanos() >= fromNanos
            && last.nanos() < toNanos
            && drivable(last, fix)
            && onTheWay(last, fix, fromNanos, toNanos)) {
          return true;
        }
        last = fix;
      }
    }
    return false;
  }

  /** Whether the straight way between two fixes does. */
  default boolean touches(TrackPoint from, TrackPoint to) {
    return touches(from.latitude(), from.longitude(), to.latitude(), to.longitude());
  }

  private static boolean drivable(TrackPoint from, TrackPoint to) {
    double seconds = (to.nanos() - from.nanos()) / 1e9;
    double metres =
        Geodesic.WGS84.Inverse(from.latitude(), from.longitude(), to.latitude(), to.longitude())
            .s12;
    return seconds <= 120 && metres <= 70 * seconds + 100;
  }

  private boolean onTheWay(TrackPoint from, TrackPoint to, long fromNanos, long toNanos) {
    double length = to.nanos() - from.nanos();
    double begin = Math.max(0, (fromNanos - from.nanos()) / length);
    double end = Math.min(1, (toNanos - 1 - from.nanos()) / length);
    double east = to.longitude() - from.longitude();
    east -= TURN * Math.round(east / TURN);
    double north = to.latitude() - from.latitude();
    return touches(
        known(from.latitude() + begin * north),
        known(from.longitude() + begin * east),
        known(from.latitude() + end * north),
        known(from.longitude() + end * east));
  }

  /** A place is known to a centimetre, as it is recorded, and no better. */
  private static double known(double degrees) {
    return Math.round(degrees * 1e7) / 1e7;
  }
}
