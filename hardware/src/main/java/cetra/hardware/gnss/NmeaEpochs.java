package cetra.hardware.gnss;

import cetra.hardware.Fix;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges sentences into one fix an epoch: those of the same UTC time of day, and those without a
 * time that follow them. Used by one thread.
 */
final class NmeaEpochs {
  private static final Set<String> TIMED = Set.of("RMC", "GGA", "GNS", "GST", "ZDA");
  private static final double HALF_A_DAY = 43_200;

  private @Nullable NmeaEpoch epoch;
  private @Nullable LocalDate date;
  private double dated;

  /**
   * Takes one sentence.
   *
   * @param nanos when it arrived; the first one of an epoch stamps the fix
   * @return the fix of the epoch that this sentence shows to be over; null when there is none
   */
  @Nullable Fix accept(NmeaSentence sentence, long nanos) {
    Fix fix = null;
    if (TIMED.contains(sentence.type())) {
      double second = NmeaField.secondOfDay(sentence.field(0));
      if (Double.isNaN(second)) {
        // Before its first fix a receiver may have no time at all.
        return flush();
      }
      if (epoch != null && !sameTime(epoch.secondOfDay(), second)) {
        fix = flush();
      }
      epoch = epoch == null ? new NmeaEpoch(nanos, second) : epoch;
    }
    if (epoch != null) {
      epoch.add(sentence);
    }
    return fix;
  }

  /** Ends the epoch, as at the end of a file or when a receiver pauses; null when it has no fix. */
  @Nullable Fix flush() {
    NmeaEpoch ended = epoch;
    epoch = null;
    if (ended == null) {
      return null;
    }
    LocalDate known = date;
    boolean midnight = dated - ended.secondOfDay() > HALF_A_DAY;
    LocalDate carried = known != null && midnight ? known.plusDays(1) : known;
    date = ended.date() != null ? ended.date() : carried;
    dated = ended.secondOfDay();
    return ended.fix(date);
  }

  // 235234.00 and 235234.001 are two times; 235234 and 235234.000 are one.
  private static boolean sameTime(double one, double other) {
    return Math.abs(one - other) < 5e-4;
  }
}
