package cetra.tools.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One recording, by us or by ffmpeg.
 *
 * @param steadyCpu CPU seconds a recorded minute once warm; ffmpeg's whole, which needs no warming
 * @param wholeCpu CPU seconds a recorded minute, the start of the process included, and at real
 *     time the history
 * @param peakMiB resident
 * @param amplification octets written to the device for one octet of pictures
 */
record RecordRun(double steadyCpu, double wholeCpu, double peakMiB, double amplification) {
  /** The middle of each figure. */
  static RecordRun median(List<RecordRun> runs) {
    return new RecordRun(
        of(runs, RecordRun::steadyCpu),
        of(runs, RecordRun::wholeCpu),
        of(runs, RecordRun::peakMiB),
        of(runs, RecordRun::amplification));
  }

  private static double of(List<RecordRun> runs, ToDoubleFunction<RecordRun> figure) {
    return Median.of(runs.stream().map(figure::applyAsDouble).toList());
  }
}
