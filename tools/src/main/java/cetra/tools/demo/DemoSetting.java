package cetra.tools.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who drives where, and what is ordered.
 *
 * @param scene what the order asks for
 * @param cars at least one passes the scene
 */
record DemoSetting(Scene scene, List<CarPlan> cars) {
  /** The synthetic town; with real footage and a real drive in car 1 where they are given. */
  static DemoSetting of(
      int cars, int historySeconds, @Nullable Path video, @Nullable Path nmea, Clock clock)
      throws IOException, InterruptedException {
    Instant now = clock.instant();
    Duration history = Duration.ofSeconds(historySeconds);
    Town town = new Town(now, history);
    if (video == null || nmea == null) {
      return new DemoSetting(town.scene(), town.cars(1, cars));
    }
    RealDrive drive = new RealDrive(video, nmea, now);
    List<CarPlan> all = new ArrayList<>();
    all.add(drive.car(history));
    // the town's cars drive where they always do, which is not on the real drive
    town.cars(2, cars).stream().map(DemoSetting::elsewhere).forEach(all::add);
    return new DemoSetting(drive.scene(), all);
  }

  private static CarPlan elsewhere(CarPlan car) {
    return new CarPlan(
        car.number(), car.camera(), car.gnss(), car.history(), false, car.consents());
  }
}
