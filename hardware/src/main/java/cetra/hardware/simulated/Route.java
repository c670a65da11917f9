package cetra.hardware.simulated;

import cetra.hardware.DeviceSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A drive along way-points at a steady speed; where the vehicle is depends on nothing but the time
 * since boot, so every device told the same options agrees.
 */
public final class Route {
  private static final String AROUND_THE_BLOCK =
      "35.44370,139.63800;35.44700,139.64250;35.45010,139.63920;35.44680,139.63470";
  private static final int MOST_POINTS = 1000;
  // A cosine of the latitude stands in every step east.
  private static final double MOST_LATITUDE = 85;

  private final List<Place> points;
  private final double[] starts;
  private final double length;
  private final double drive;
  private final double offset;
  private final boolean loop;

  private Route(List<Place> points, double drive, double offset, boolean loop) {
    this.points = points;
    this.drive = drive;
    this.offset = offset;
    this.loop = loop;
    this.starts = new double[points.size()];
    double metres = 0;
    for (int i = 0; i + 1 < points.size(); i++) {
      starts[i] = metres;
      metres += leg(i).length();
    }
    starts[points.size() - 1] = metres;
    this.length = metres;
  }

  /**
   * As the options say: {@code route=lat,lon;lat,lon} (1 to 1000 way-points up to ±85 degrees;
   * default a block in Yokohama), {@code drive} (0 to 100 metres a second, default 10), {@code
   * loop} (back to the first way-point and on, default true) and {@code offset} (metres along the
   * route at boot, default 0).
   *
   * @throws IllegalArgumentException when one is wrong
   */
  public static Route of(DeviceSpec spec) {
    List<Place> points = new ArrayList<>();
    String[] texts = spec.option("route", AROUND_THE_BLOCK).split(";", -1);
    if (texts.length > MOST_POINTS) {
      throw new IllegalArgumentException(
          "the route of " + spec.scheme() + " has " + texts.length + " way-points; at most 1000");
    }
    for (String text : texts) {
      points.add(point(spec, text));
    }
    boolean loop = spec.flag("loop", true);
    if (loop) {
      points.add(points.getFirst());
    }
    double drive = spec.number("drive", 10, 0, 100);
    return new Route(points, drive, spec.number("offset", 0, 0, 1e7), loop);
  }

  private static Place point(DeviceSpec spec, String text) {
    String[] pair = text.strip().split(",", -1);
    if (pair.length == 2) {
      try {
        double latitude = Double.parseDouble(pair[0]);
        double longitude = Double.parseDouble(pair[1]);
        if (Math.abs(latitude) <= MOST_LATITUDE && Math.abs(longitude) <= 180) {
          return new Place(latitude, longitude, Double.NaN, 0);
        }
      } catch (NumberFormatException notANumber) {
        // answered below, with the range
      }
    }
    throw spec.wrong(
        "route", "has the way-point '" + text + "', not lat,lon within ±85 and ±180 degrees");
  }

  /** Metres from the first way-point to the last, and back to the first on a loop. */
  public double length() {
    return length;
  }

  /** How far the vehicle has come, in metres since boot, its offset left out. */
  public double travelled(long nanos) {
    double metres = drive * (nanos / 1e9);
    return loop ? metres : Math.min(metres, Math.max(0, length - offset));
  }

  /** Where the vehicle is at a time since boot. */
  public Place at(long nanos) {
    double metres = offset + drive * (nanos / 1e9);
    if (length == 0) {
      return points.getFirst();
    }
    boolean arrived = !loop && metres >= length;
    return along(loop ? metres % length : Math.min(metres, length), arrived ? 0 : drive);
  }

  private Place along(double metres, double speed) {
    int leg = Arrays.binarySearch(starts, metres);
    // Between two starts the search answers -(next start) - 1; the end belongs to the last leg.
    leg = Math.min(leg < 0 ? -leg - 2 : leg, points.size() - 2);
    while (leg > 0 && leg(leg).length() == 0) {
      leg--;
    }
    Leg whole = leg(leg);
    double part = whole.length() == 0 ? 0 : (metres - starts[leg]) / whole.length();
    Place from = points.get(leg);
    return new Place(from.latitude(), from.longitude(), whole.course(), speed)
        .moved(whole.east() * part, whole.north() * part);
  }

  private Leg leg(int index) {
    Place from = points.get(index);
    Place to = points.get(index + 1);
    return Leg.between(from.latitude(), from.longitude(), to.latitude(), to.longitude());
  }
}
