package cetra.wire.evidence;

import cetra.wire.message.Extent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The times of a clip: what its fragments say, and what is missing between them. */
public final class Timeline {
  private static final long SECOND = 1_000_000_000L;

  /** A picture may come this much late before something counts as missing, in nanoseconds. */
  public static final long GAP_NANOS = SECOND;

  private static final Duration ROUNDING = Duration.ofMillis(1);

  private Timeline() {}

  /** Monotonic nanoseconds of a tick. */
  public static long nanos(long ticks, int timescale) {
    return Math.multiplyExact(ticks / timescale, SECOND) + ticks % timescale * SECOND / timescale;
  }

  /** What is missing between the fragments of a clip. */
  public static List<Manifest.Gap> gaps(List<Fragment> fragments, int timescale, Extent extent) {
    String cause = extent.isThinned() ? "left out" : "no video";
    List<Manifest.Gap> gaps = new ArrayList<>();
    for (int i = 1; i < fragments.size(); i++) {
      Fragment before = fragments.get(i - 1);
      long from = nanos(before.time() + before.duration(), timescale);
      long to = nanos(fragments.get(i).time(), timescale);
      if (to - from > GAP_NANOS) {
        gaps.add(new Manifest.Gap(from, to, cause));
      }
    }
    return gaps;
  }

  /** Holds the manifest's range, gaps and clock against the sealed fragments and fixes. */
  static void check(Manifest manifest, FragmentedMp4 layout, List<TrackPoint> track)
      throws EvidenceRejection {
    List<Fragment> fragments = layout.fragments();
    if (!gaps(fragments, layout.timescale(), manifest.shows()).equals(manifest.gaps())) {
      throw new EvidenceRejection(
          EvidenceFault.GAP, "the gaps of the clip are not those that its manifest states");
    }
    Fragment last = fragments.getLast();
    range("from", manifest, manifest.from(), fragments.getFirst().time());
    range("to", manifest, manifest.to(), last.time() + last.duration());
    long disagreeing = track.stream().filter(fix -> !agrees(fix, manifest.time())).count();
    if (disagreeing * 2 > track.size()) {
      throw new EvidenceRejection(
          EvidenceFault.TIME,
          disagreeing + " of " + track.size() + " fixes are not within the stated bound");
    }
  }

  private static void range(String end, Manifest manifest, Instant stated, long ticks)
      throws EvidenceRejection {
    Instant found = manifest.time().zero().plusNanos(nanos(ticks, manifest.timescale()));
    if (Duration.between(stated, found).abs().compareTo(ROUNDING) > 0) {
      throw new EvidenceRejection(
          EvidenceFault.TIME, end + " is " + stated + "; the fragments say " + found);
    }
  }

  private static boolean agrees(TrackPoint fix, Manifest.TimeBase time) {
    Duration apart = Duration.between(time.zero().plusNanos(fix.nanos()), fix.utc()).abs();
    return apart.compareTo(Duration.ofMillis(time.boundMillis())) <= 0;
  }
}
