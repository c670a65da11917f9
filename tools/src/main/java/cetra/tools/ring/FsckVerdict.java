package cetra.tools.ring;

import cetra.agent.record.SegmentOutline;
import cetra.agent.record.SegmentReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a check found of one segment.
 *
 * @param segment its number
 * @param whole whether nothing is wrong
 * @param torn whether it was never closed, which is no damage
 * @param fragments whole ones
 * @param signed whether the given key signed it; absent without a key or a signature
 * @param what the first thing wrong; absent where nothing is
 * @param fragment where, from 0; absent where no fragment is concerned
 * @param second of the segment; absent with it
 * @param at the instant of that; absent where the time is not known
 */
record FsckVerdict(
    long segment,
    boolean whole,
    boolean torn,
    int fragments,
    @Nullable Boolean signed,
    @Nullable String what,
    @Nullable Integer fragment,
    @Nullable Double second,
    @Nullable Instant at) {
  static FsckVerdict of(Card card, SegmentOutline segment, SegmentReport report) {
    SegmentReport.Fault fault = report.fault();
    Double second = fault == null ? null : fault.second();
    int fragments = report.layout() == null ? 0 : report.layout().fragments().size();
    return new FsckVerdict(
        segment.number(),
        fault == null,
        segment.torn(),
        fragments,
        report.signed(),
        fault == null ? null : fault.what(),
        fault == null ? null : fault.fragment(),
        second,
        second == null
            ? null
            : card.at(segment, segment.fromNanos() + Math.round(second * 1e9)).orElse(null));
  }

  /** One whose head is another device's than the certificate says. */
  FsckVerdict wrong(String words) {
    return new FsckVerdict(segment, false, torn, fragments, signed, words, null, null, null);
  }

  String text() {
    if (what == null) {
      return torn
          ? "torn: %d whole fragments, which the agent recovers at its next start"
              .formatted(fragments)
          : "whole: %d fragments%s".formatted(fragments, signed == null ? "" : ", signed");
    }
    if (fragment == null || second == null) {
      return "damaged: " + what;
    }
    return "damaged: fragment %d, second %.3f%s: %s"
        .formatted(fragment, second, at == null ? "" : " (" + at + ")", what);
  }
}
