package cetra.tools.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A small synthetic town around one crossing. Half of its cars pass the crossing within seconds of
 * the scene, one of them with an owner who gives nothing; the others drive a kilometre away.
 */
final class Town {
  private static final double LATITUDE = 35.3355;
  private static final double LONGITUDE = 139.1245;
  private static final double METRES_A_DEGREE = 111_195;
  private static final double METRES_A_SECOND = 10;
  private static final double BLOCK = 200;
  private static final double PERIMETER = 6 * BLOCK;
  private static final double ELSEWHERE = 1000;
  private static final double SECONDS_BETWEEN_CARS = 1.5;
  private static final Duration SCENE_AGO = Duration.ofSeconds(45);

  private final Scene scene;
  private final Duration history;

  Town(Instant now, Duration history) {
    this.scene = new Scene(LATITUDE, LONGITUDE, 40, now.minus(SCENE_AGO));
    this.history = history;
  }

  Scene scene() {
    return scene;
  }

  /** The cars numbered from first to last. */
  List<CarPlan> cars(int first, int last) {
    List<CarPlan> cars = new ArrayList<>();
    int passing = (last + 1) / 2;
    for (int number = first; number <= last; number++) {
      boolean passes = number <= passing;
      boolean consents = number != passing || passing == 1;
      cars.add(car(number, passes, consents));
    }
    return cars;
  }

  private CarPlan car(int number, boolean passes, boolean consents) {
    double secondsAtScene =
        history.minus(SCENE_AGO).toSeconds() + (number % 5 - 2) * SECONDS_BETWEEN_CARS;
    double offset = mod(BLOCK - METRES_A_SECOND * secondsAtScene, PERIMETER);
    String drive =
        String.format(
            Locale.ROOT,
            "route=%s&drive=%.0f&offset=%.2f",
            route(number % 4, passes ? 0 : ELSEWHERE),
            METRES_A_SECOND,
            offset);
    return new CarPlan(
        number, "generated:?" + drive, "route:?hz=2&" + drive, history, passes, consents);
  }

  /** Round a double block, the crossing in the middle of its first side; one of four directions. */
  private static String route(int quarterTurns, double north) {
    return DoubleStream.of(0, 1, 2, 3)
        .mapToObj(corner -> corner(corner, quarterTurns, north))
        .collect(Collectors.joining(";"));
  }

  private static String corner(double corner, int quarterTurns, double north) {
    double along = corner == 0 || corner == 3 ? -BLOCK : BLOCK;
    double across = corner < 2 ? 0 : BLOCK;
    double angle = Math.PI / 2 * quarterTurns;
    double east = along * Math.cos(angle) - across * Math.sin(angle);
    double northward = along * Math.sin(angle) + across * Math.cos(angle) + north;
    return String.format(
        Locale.ROOT,
        "%.7f,%.7f",
        LATITUDE + northward / METRES_A_DEGREE,
        LONGITUDE + east / (METRES_A_DEGREE * Math.cos(Math.toRadians(LATITUDE))));
  }

  private static double mod(double value, double length) {
    return (value % length + length) % length;
  }
}
