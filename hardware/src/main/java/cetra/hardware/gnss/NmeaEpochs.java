package cetra.hardware.gnss;

import cetra.hardware.Fix;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges sentences into one fix an epoch: those of the same UTC time of day, and those without a
 * time that follow them. Used by one thread.
 */
final class NmeaEpochs {
  private static final Set<String> POSITIONS = Set.of("RMC", "GGA", "GNS", "GLL");
  private static final Set<String> OTHERS = Set.of("GST", "ZDA");
  private static final double HALF_A_DAY = 43_200;

  // Course and satellites of a burst that begins with them; one GSA a constellation.
  private static final int MOST_EARLY = 16;

  private final Dates believed;
  private final Refusals refusals;
  private final List<NmeaSentence> early = new ArrayList<>();
  private @Nullable NmeaEpoch epoch;
  private @Nullable LocalDate date;
  private double dated;
  private Instant last = Instant.MIN;

  NmeaEpochs(Dates believed, Refusals refusals) {
    this.believed = believed;
    this.refusals = refusals;
  }

  /**
   * Takes one sentence.
   *
   * @return the fix of the epoch that this sentence shows to be over; null when there is none
   */
  @Nullable Fix accept(NmeaSentence sentence) {
    boolean position = POSITIONS.contains(sentence.type());
    if (!position && !OTHERS.contains(sentence.type())) {
      return untimed(sentence);
    }
    double second = NmeaField.secondOfDay(sentence.field(sentence.type().equals("GLL") ? 4 : 0));
    if (Double.isNaN(second)) {
      // Before its first fix a receiver may have no time at all.
      return timeless(sentence, position);
    }
    Fix fix = epoch == null || sameTime(epoch.secondOfDay(), second) ? null : flush();
    epoch = epoch == null ? begun(sentence, second) : epoch;
    epoch.add(sentence);
    return fix;
  }

  /** Ends the epoch, as at the end of a file or when a receiver pauses; null when it has no fix. */
  @Nullable Fix flush() {
    NmeaEpoch ended = epoch;
    epoch = null;
    if (ended == null) {
      return null;
    }
    Refusal refusal = ended.located() ? ended.refusal() : null;
    if (refusal != null) {
      refusals.count(refusal, ended.line());
      date = null; // a receiver in doubt of its place may be in doubt of its time
      return null;
    }
    date = date(ended);
    dated = ended.secondOfDay();
    return ended.located() ? fix(ended) : null;
  }

  private @Nullable LocalDate date(NmeaEpoch ended) {
    boolean midnight = dated - ended.secondOfDay() > HALF_A_DAY;
    LocalDate carried = date != null && midnight ? date.plusDays(1) : date;
    return ended.date() != null ? ended.date() : carried;
  }

  private @Nullable Fix fix(NmeaEpoch ended) {
    if (date == null) {
      refusals.count(Refusal.NO_DATE, ended.line());
      return null;
    }
    Fix fix = ended.fix(date);
    if (!believed.believe(fix.utc(), ended.line(), refusals)) {
      return null;
    }
    if (fix.utc().equals(last)) {
      refusals.count(Refusal.REPEATED, ended.line());
      return null;
    }
    last = fix.utc();
    return fix;
  }

  private NmeaEpoch begun(NmeaSentence first, double second) {
    NmeaEpoch begun = new NmeaEpoch(first, second);
    early.forEach(begun::add);
    early.clear();
    return begun;
  }

  /** A receiver says its speed once an epoch: again, and without a time, it begins the next. */
  private @Nullable Fix untimed(NmeaSentence sentence) {
    Fix fix = epoch != null && epoch.hasSpeedOf(sentence) ? flush() : null;
    boolean counts = sentence.type().equals("GSA") || sentence.type().equals("VTG");
    if (epoch != null) {
      epoch.add(sentence);
    } else if (counts && early.size() < MOST_EARLY) {
      early.add(sentence);
    }
    return fix;
  }

  private @Nullable Fix timeless(NmeaSentence sentence, boolean position) {
    Fix fix = flush();
    early.clear();
    if (position) {
      Refusal doubt = NmeaDoubt.of(sentence);
      refusals.count(doubt != null ? doubt : Refusal.NO_TIME, sentence.line());
    }
    return fix;
  }

  // 235234.00 and 235234.001 are two times; 235234 and 235234.000 are one.
  private static boolean sameTime(double one, double other) {
    return Math.abs(one - other) < 5e-4;
  }
}
