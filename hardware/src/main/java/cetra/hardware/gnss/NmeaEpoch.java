package cetra.hardware.gnss;

import cetra.hardware.Fix;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the sentences of one epoch say together. Used by one thread. */
final class NmeaEpoch {
  private final double secondOfDay;
  private final NmeaQuality quality = new NmeaQuality();
  private final NmeaMotion motion = new NmeaMotion();
  private final Set<String> speedTalkers = new HashSet<>();
  private final long nanos;
  private long line;
  private boolean located;
  private @Nullable Refusal doubt;
  private @Nullable LocalDate date;
  private double latitude = Double.NaN;
  private double longitude = Double.NaN;

  /**
   * @param first its first sentence, which is not yet added
   * @param secondOfDay UTC
   */
  NmeaEpoch(NmeaSentence first, double secondOfDay) {
    this.nanos = first.nanos();
    this.line = first.line();
    this.secondOfDay = secondOfDay;
  }

  double secondOfDay() {
    return secondOfDay;
  }

  /** Where to look for what is refused. */
  long line() {
    return line;
  }

  /** Whether it speaks of a position at all. */
  boolean located() {
    return located;
  }

  /** The date its own sentences give, if any. */
  @Nullable LocalDate date() {
    return date;
  }

  /** Whether it holds a VTG sentence of the same talker. */
  boolean hasSpeedOf(NmeaSentence sentence) {
    return sentence.type().equals("VTG") && speedTalkers.contains(sentence.talker());
  }

  void add(NmeaSentence sentence) {
    doubt(NmeaDoubt.of(sentence), sentence);
    quality.add(sentence);
    motion.add(sentence);
    switch (sentence.type()) {
      case "RMC" -> {
        position(sentence, 2, true);
        dated(NmeaField.date(sentence.field(8)), sentence);
      }
      case "GGA", "GNS" -> position(sentence, 1, true);
      case "GLL" -> position(sentence, 0, false);
      case "VTG" -> speedTalkers.add(sentence.talker());
      case "ZDA" ->
          dated(NmeaField.date(sentence.field(1), sentence.field(2), sentence.field(3)), sentence);
      default -> {
        // satellites in view, way-points and the like
      }
    }
  }

  /**
   * Why it is no fix.
   *
   * @return null when its sentences agree that they speak of a measured position; a date is not
   *     asked for
   */
  @Nullable Refusal refusal() {
    if (doubt != null) {
      return doubt;
    }
    if (quality.isNone()) {
      return Refusal.VOID;
    }
    return Double.isNaN(latitude) ? Refusal.NO_POSITION : null;
  }

  /** The fix, of an epoch that has no {@link #refusal}. */
  Fix fix(LocalDate day) {
    Instant utc =
        day.atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis(Math.round(secondOfDay * 1e3));
    return new Fix(
        nanos,
        utc,
        latitude,
        longitude,
        motion.speed(),
        motion.course(),
        quality.accuracy(),
        quality.type(),
        quality.satellites());
  }

  /** The first doubt is enough. */
  private void doubt(@Nullable Refusal reason, NmeaSentence sentence) {
    if (doubt == null && reason != null) {
      doubt = reason;
      line = sentence.line();
    }
  }

  private void dated(@Nullable LocalDate own, NmeaSentence sentence) {
    if (own != null && date != null && !own.equals(date)) {
      doubt(Refusal.TWO_DATES, sentence);
    }
    date = own != null ? own : date;
  }

  private void position(NmeaSentence sentence, int at, boolean first) {
    located = true;
    double north = NmeaField.degrees(sentence.field(at), sentence.field(at + 1), "N", "S", 90);
    double east = NmeaField.degrees(sentence.field(at + 2), sentence.field(at + 3), "E", "W", 180);
    boolean wanted = first || Double.isNaN(latitude);
    if (wanted && !Double.isNaN(north) && !Double.isNaN(east)) {
      latitude = north;
      longitude = east;
    }
  }
}
