package cetra.tools.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Recorder and ffmpeg side by side.
 *
 * @param fullSpeed as fast as the footage is taken
 * @param realTime as from a camera
 * @param runs at full speed, of each
 * @param realTimeRuns at real time, of each
 */
record RecordResult(Pair fullSpeed, Pair realTime, int runs, int realTimeRuns) {
  private static final double MOST_RATIO = 1.5;
  private static final double MOST_AMPLIFICATION = 1.15;

  /**
   * Both.
   *
   * @param recorder ours: hashes, forces, signs, indexes
   * @param ffmpeg which does nothing of that
   */
  record Pair(RecordRun recorder, RecordRun ffmpeg) {
    double steadyRatio() {
      return recorder.steadyCpu() / ffmpeg.steadyCpu();
    }
  }

  boolean good() {
    return realTime.steadyRatio() <= MOST_RATIO
        && realTime.recorder().amplification() <= MOST_AMPLIFICATION;
  }

  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("                                              recorder   ffmpeg    ratio");
    add(lines, "real time", realTime);
    lines.add(
        line(
            "full speed, CPU s a minute, with the start",
            fullSpeed.recorder().wholeCpu(),
            fullSpeed.ffmpeg().wholeCpu()));
    add(lines, "full speed", fullSpeed);
    lines.add(
        "medians of %d runs at real time and %d at full speed; targets: steady ratio %.1f, octets %.2f"
            .formatted(realTimeRuns, runs, MOST_RATIO, MOST_AMPLIFICATION));
    lines.add(
        "the recorder hashes, forces each half second, signs and indexes; ffmpeg does none of it");
    return lines;
  }

  private static void add(List<String> lines, String speed, Pair pair) {
    RecordRun ours = pair.recorder();
    RecordRun theirs = pair.ffmpeg();
    lines.add(line(speed + ", CPU s a minute, warm", ours.steadyCpu(), theirs.steadyCpu()));
    lines.add(line(speed + ", peak resident MiB", ours.peakMiB(), theirs.peakMiB()));
    lines.add(
        line(speed + ", octets written for one", ours.amplification(), theirs.amplification()));
  }

  private static String line(String what, double ours, double theirs) {
    return "%-44s %9.3f %8.3f %8.2f".formatted(what, ours, theirs, ours / theirs);
  }
}
