package cetra.tools.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code bench match} measured; times in milliseconds.
 *
 * @param share of a core that adding ten fixes a second takes
 * @param agree whether all three ways gave the same answers
 * @param standing1000 microseconds a fix among 1,000 standing orders
 * @param standing100000 the same among 100,000
 */
record MatchResult(
    long fixes,
    long indexBytes,
    double share,
    boolean agree,
    List<Double> indexed,
    List<Double> byTime,
    List<Double> scanned,
    double standing1000,
    double standing100000) {
  private static final long MIBI = 1 << 20;

  private double p99() {
    List<Double> sorted = indexed.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
  }

  /** Of the same orders in both. */
  private double times(List<Double> peer) {
    return Median.of(peer) / Median.of(indexed.subList(0, peer.size()));
  }

  boolean good() {
    return agree
        && p99() <= 5
        && times(scanned) >= 50
        && times(byTime) >= 5
        && share < 0.01
        && indexBytes < 200 * MIBI;
  }

  /** For machines. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("fixes", fixes);
    figures.put("indexMebibytes", indexBytes / MIBI);
    figures.put("insertShareOfACore", share);
    figures.put("sameAnswers", agree);
    figures.put("medianMillis", Median.of(indexed));
    figures.put("p99Millis", p99());
    figures.put("timesFasterThanAScan", times(scanned));
    figures.put("timesFasterThanATimeIndex", times(byTime));
    figures.put("microsAFixAmong1000Orders", standing1000);
    figures.put("microsAFixAmong100000Orders", standing100000);
    return figures;
  }

  /** For people. */
  List<String> table() {
    List<String> table = new ArrayList<>();
    table.add("%d fixes, %d orders".formatted(fixes, indexed.size()));
    table.add("index, MiB                        %10d   (200)".formatted(indexBytes / MIBI));
    table.add("adding 10 fixes/s, of a core      %10.3f %% (1 %%)".formatted(100 * share));
    table.add("the three ways agree              %10s".formatted(agree ? "yes" : "NO"));
    table.add("an order, median ms               %10.3f".formatted(Median.of(indexed)));
    table.add("an order, p99 ms                  %10.3f   (5)".formatted(p99()));
    table.add("a scan of every fix, times slower %10.0f   (50)".formatted(times(scanned)));
    table.add("an index over time, times slower  %10.0f   (5)".formatted(times(byTime)));
    table.add("a fix among 1,000 orders, µs      %10.3f".formatted(standing1000));
    table.add("a fix among 100,000 orders, µs    %10.3f".formatted(standing100000));
    return table;
  }
}
