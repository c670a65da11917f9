package cetra.tools.road;

import cetra.relay.schedule.LinkRates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds what estimators believe of a road against what it then bore. A sample is what came in two
 * seconds, as of an upload that always has something to send; one that the relay would not count,
 * none counts. After the fifth, each is followed by a case for every horizon that ends within the
 * recording.
 */
public final class EstimateBench {
  private static final int SAMPLE_SECONDS = 2;
  private static final List<Integer> HORIZONS = List.of(5, 15, 60);
  private static final double TOO_HIGH = 0.2;

  /**
   * How good one estimator is at one horizon, over all cases of all roads.
   *
   * @param horizon seconds
   * @param medianError how far it is off, of the true rate, in the median
   * @param tooHigh in what part of the cases it is more than 20 % too high
   */
  public record Result(
      String estimator, int horizon, int cases, double medianError, double tooHigh) {
    private static Result of(String estimator, int horizon, List<Double> errors) {
      List<Double> sizes = errors.stream().map(Math::abs).sorted().toList();
      long high = errors.stream().filter(error -> error > TOO_HIGH).count();
      double median = sizes.isEmpty() ? 0 : sizes.get(sizes.size() / 2);
      return new Result(
          estimator, horizon, sizes.size(), median, (double) high / Math.max(sizes.size(), 1));
    }
  }

  private EstimateBench() {}

  /** Compares all estimators, at all horizons; over recordings, or over made-up roads. */
  public static List<Result> run(@Nullable Path traces) throws IOException {
    return over(Trace.all(traces));
  }

  static List<Result> over(List<Trace> traces) {
    List<Result> results = new ArrayList<>();
    for (int horizon : HORIZONS) {
      for (Map.Entry<String, Supplier<Estimator>> each : Estimator.all().entrySet()) {
        List<Double> errors = new ArrayList<>();
        for (Trace trace : traces) {
          errors.addAll(errors(trace, each.getValue().get(), horizon));
        }
        results.add(Result.of(each.getKey(), horizon, errors));
      }
    }
    return results;
  }

  /** How far it is off, of the true rate, in each case; above 0 where it believes too much. */
  private static List<Double> errors(Trace trace, Estimator estimator, int horizon) {
    List<Double> errors = new ArrayList<>();
    int heard = 0;
    int last = trace.octetsASecond().size() - horizon;
    for (int now = SAMPLE_SECONDS; now <= last; now += SAMPLE_SECONDS) {
      double octets = trace.octets(now - SAMPLE_SECONDS, now);
      if (LinkRates.tells((long) octets, Duration.ofSeconds(SAMPLE_SECONDS))) {
        estimator.came(octets / SAMPLE_SECONDS);
        heard++;
      }
      if (heard >= Estimator.LAST) {
        errors.add(error(estimator.believed(), trace.octets(now, now + horizon) / horizon));
      }
    }
    return errors;
  }

  /** Whoever believes anything of a road that bears nothing is wrong without bound. */
  private static double error(double believed, double truth) {
    return believed == truth ? 0 : (believed - truth) / truth;
  }
}
