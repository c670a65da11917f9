package cetra.tools.bench;

import cetra.tools.fanout.CatchUp;
import cetra.tools.fanout.OrderFanout;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * What {@code bench orders} measured; milliseconds, over all rounds.
 *
 * @param bare Mosquitto's fan-out of the same octets
 * @param arrived from the submission to the cars
 * @param decided from the submission to the decisions
 * @param medianRatio decided to bare, in the median
 * @param p99Ratio decided to bare, at the 99th percentile
 * @param catchUpOctets of the answers to a car that reads the log from its beginning
 * @param catchUpMillis until it has proved and stored the last entry, in the median
 */
record OrdersResult(
    int cars,
    Spread bare,
    Spread arrived,
    Spread decided,
    double medianRatio,
    double p99Ratio,
    int entries,
    int live,
    long catchUpOctets,
    double catchUpMillis) {
  private static final double RATIO = 1.5;

  /** All rounds of both. */
  record Fanout(List<OrderFanout.Times> bare, List<OrderFanout.Times> ordered) {}

  /** The first of each round in the median, and the middle and the end of all. */
  record Spread(double first, double median, double p99) {
    private static Spread of(
        List<OrderFanout.Times> rounds, Function<OrderFanout.Times, List<Double>> part) {
      List<Double> sorted = rounds.stream().map(part).flatMap(Collection::stream).sorted().toList();
      return new Spread(
          Median.of(rounds.stream().map(part).map(Collections::min).toList()),
          Median.of(sorted),
          sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
    }
  }

  static OrdersResult of(
      int cars, Fanout fanout, int entries, int live, List<CatchUp.Cost> catchUps) {
    Spread bare = Spread.of(fanout.bare(), OrderFanout.Times::arrivals);
    Spread decided = Spread.of(fanout.ordered(), OrderFanout.Times::decisions);
    return new OrdersResult(
        cars,
        bare,
        Spread.of(fanout.ordered(), OrderFanout.Times::arrivals),
        decided,
        decided.median() / bare.median(),
        decided.p99() / bare.p99(),
        entries,
        live,
        catchUps.getFirst().octets(),
        Median.of(catchUps.stream().map(CatchUp.Cost::millis).toList()));
  }

  boolean good() {
    return medianRatio <= RATIO && p99Ratio <= RATIO;
  }

  List<String> table() {
    return List.of(
        "%,d cars, ms                    first     median        p99".formatted(cars),
        line("Mosquitto alone, same octets", bare),
        line("an order, at the cars", arrived),
        line("an order, decided", decided),
        "ratio (1.5) %39.2f %10.2f".formatted(medianRatio, p99Ratio),
        "catching up on %,d entries, %,d of them live: %,d octets, %.0f ms"
            .formatted(entries, live, catchUpOctets, catchUpMillis));
  }

  private static String line(String what, Spread spread) {
    return "%-29s %10.2f %10.2f %10.2f"
        .formatted(what, spread.first(), spread.median(), spread.p99());
  }
}
