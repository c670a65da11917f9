package cetra.tools.road;

import cetra.relay.schedule.RateEstimate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Says how fast a road will be, by the samples that came before. For one road and one thread. */
interface Estimator {
  /** So many samples of the past those look at that look at some. */
  int LAST = 5;

  /** One more sample, octets a second; never 0. */
  void came(double octetsASecond);

  /** What it believes after at least one sample, octets a second. */
  double believed();

  /** All that are compared, the relay's own first. */
  static Map<String, Supplier<Estimator>> all() {
    Map<String, Supplier<Estimator>> all = new LinkedHashMap<>();
    all.put("relay", () -> new Moving(RateEstimate::believed));
    all.put("moving average, 0.5", () -> new Moving(RateEstimate::fast));
    all.put("harmonic mean of 5", () -> new Recent(Estimator::harmonicMean));
    all.put("mean of 5", () -> new Recent(Estimator::mean));
    all.put("last sample", () -> new Recent(Deque::getLast));
    return all;
  }

  private static double mean(Deque<Double> samples) {
    return samples.stream().mapToDouble(sample -> sample).average().orElseThrow();
  }

  private static double harmonicMean(Deque<Double> samples) {
    return samples.size() / samples.stream().mapToDouble(sample -> 1 / sample).sum();
  }

  /** By the relay's moving averages. */
  final class Moving implements Estimator {
    private final ToDoubleFunction<RateEstimate> part;
    private RateEstimate estimate = RateEstimate.of(0);
    private boolean begun;

    Moving(ToDoubleFunction<RateEstimate> part) {
      this.part = part;
    }

    @Override
    public void came(double octetsASecond) {
      estimate = begun ? estimate.with(octetsASecond, false) : RateEstimate.of(octetsASecond);
      begun = true;
    }

    @Override
    public double believed() {
      return part.applyAsDouble(estimate);
    }
  }

  /** By the last samples. */
  final class Recent implements Estimator {
    private final ToDoubleFunction<Deque<Double>> figure;
    private final Deque<Double> samples = new ArrayDeque<>();

    Recent(ToDoubleFunction<Deque<Double>> figure) {
      this.figure = figure;
    }

    @Override
    public void came(double octetsASecond) {
      samples.addLast(octetsASecond);
      if (samples.size() > LAST) {
        samples.removeFirst();
      }
    }

    @Override
    public double believed() {
      return figure.applyAsDouble(samples);
    }
  }
}
