package cetra.agent.match;

import cetra.wire.geo.Area;
import cetra.wire.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An area that the matcher reads as an order states it, and the same as brute force sees it.
 *
 * @param area as in an order
 * @param truth made from the same numbers, not from the area
 */
record RandomArea(Area area, BruteForce truth) {
  /** One around a place; of a random kind, size and shape. */
  static RandomArea around(Random random, double latitude, double longitude) {
    while (true) {
      try {
        return any(random, latitude, longitude);
      } catch (IllegalArgumentException crossed) {
        // a random hole may cross its shell, and is no area then
      }
    }
  }

  private static RandomArea any(Random random, double latitude, double longitude) {
    double metres = Math.exp(random.nextDouble(Math.log(4), Math.log(800)));
    return switch (random.nextInt(6)) {
      case 0 -> circle(latitude, longitude, metres);
      case 1 -> polygon(box(random, latitude, longitude, metres));
      case 2 -> polygon(star(random, latitude, longitude, metres, 0.2));
      case 3 ->
          polygon(
              star(random, latitude, longitude, metres, 0.6),
              star(random, latitude, longitude, metres * 0.4, 0.5));
      case 4 ->
          multiPolygon(
              star(random, latitude, longitude, metres, 0.3),
              star(random, latitude + metres / 30_000, longitude, metres, 0.3));
      default -> polygon(corner(random, latitude, longitude, metres));
    };
  }

  private static RandomArea circle(double latitude, double longitude, double metres) {
    return new RandomArea(
        Area.circle(latitude, longitude, metres),
        new BruteForce.Circle(latitude, longitude, metres));
  }

  private static RandomArea polygon(double[][]... rings) {
    return new RandomArea(
        Json.read("{\"type\":\"Polygon\",\"coordinates\":" + text(rings) + "}", Area.class),
        new BruteForce.Rings(List.of(rings)));
  }

  private static RandomArea multiPolygon(double[][] one, double[][] other) {
    String parts = text(new double[][][] {one}) + "," + text(new double[][][] {other});
    return new RandomArea(
        Json.read("{\"type\":\"MultiPolygon\",\"coordinates\":[" + parts + "]}", Area.class),
        new BruteForce.Rings(List.of(one, other)));
  }

  /** Its western edge runs exactly through the place. */
  private static double[][] box(Random random, double latitude, double longitude, double metres) {
    double north = metres / RandomDrive.METRES_PER_DEGREE;
    double east = metres / RandomDrive.metresPerDegreeEast(latitude);
    double south = latitude - north * random.nextDouble();
    return new double[][] {
      {longitude, south},
      {longitude + east, south},
      {longitude + east, south + north},
      {longitude, south + north},
      {longitude, south}
    };
  }

  /** A corner of it is exactly the place. */
  private static double[][] corner(
      Random random, double latitude, double longitude, double metres) {
    double[][] star = star(random, latitude, longitude, metres, 0.3);
    double[][] moved = new double[star.length][];
    for (int i = 0; i < star.length; i++) {
      boolean here = i == 0 || i == star.length - 1;
      moved[i] =
          here
              ? new double[] {longitude, latitude}
              : new double[] {
                star[i][0] - star[0][0] + longitude, star[i][1] - star[0][1] + latitude
              };
    }
    return moved;
  }

  private static double[][] star(
      Random random, double latitude, double longitude, double metres, double inner) {
    int corners = random.nextInt(3, 10);
    double[][] ring = new double[corners + 1][];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * (i + random.nextDouble(0.1, 0.9)) / corners;
      double reach = metres * random.nextDouble(inner, 1);
      ring[i] =
          new double[] {
            longitude + reach * Math.sin(angle) / RandomDrive.metresPerDegreeEast(latitude),
            latitude + reach * Math.cos(angle) / RandomDrive.METRES_PER_DEGREE
          };
    }
    ring[corners] = ring[0].clone();
    return random.nextBoolean() ? ring : reversed(ring);
  }

  private static double[][] reversed(double[][] ring) {
    return IntStream.range(0, ring.length)
        .mapToObj(i -> ring[ring.length - 1 - i])
        .toArray(double[][]::new);
  }

  /** As GeoJSON has it: longitudes within ±180. */
  private static String text(double[][]... rings) {
    List<String> texts = new ArrayList<>();
    for (double[][] ring : rings) {
      texts.add(
          IntStream.range(0, ring.length)
              .mapToObj(i -> "[" + within(ring[i][0]) + "," + ring[i][1] + "]")
              .collect(Collectors.joining(",", "[", "]")));
    }
    return texts.toString().toLowerCase(Locale.ROOT);
  }

  private static double within(double longitude) {
    return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
  }
}
