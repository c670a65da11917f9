package cetra.tools.bench;

import java.util.List;

/**
 * What the whole agent takes and how fast it begins.
 *
 * @param residentMiB median, while it records, is connected and has answered an order
 * @param anonymousMiB median of the same
 * @param residentMost the largest sample
 * @param anonymousMost the largest sample
 * @param samples how many
 * @param firstFragmentSeconds median from process start, with the cache of classes
 * @param firstFragmentWithoutCache the same without it
 * @param starts how many of each
 */
record MemoryResult(
    double residentMiB,
    double anonymousMiB,
    double residentMost,
    double anonymousMost,
    int samples,
    double firstFragmentSeconds,
    double firstFragmentWithoutCache,
    int starts) {
  private static final double MOST_RESIDENT = 110;
  private static final double MOST_ANONYMOUS = 64;
  private static final double MOST_SECONDS = 1.5;

  boolean good() {
    return residentMiB <= MOST_RESIDENT
        && anonymousMiB <= MOST_ANONYMOUS
        && firstFragmentSeconds <= MOST_SECONDS;
  }

  List<String> table() {
    return List.of(
        "recording, connected to relay and broker, one order matched and answered",
        "                                    median     most   target",
        "resident, MiB                      %7.1f  %7.1f  %7.0f"
            .formatted(residentMiB, residentMost, MOST_RESIDENT),
        "anonymous, MiB                     %7.1f  %7.1f  %7.0f"
            .formatted(anonymousMiB, anonymousMost, MOST_ANONYMOUS),
        "start to first durable fragment, s %7.2f           %7.1f"
            .formatted(firstFragmentSeconds, MOST_SECONDS),
        "  without the cache of classes, s  %7.2f".formatted(firstFragmentWithoutCache),
        "%d samples, %d starts each; half a second of a start is the fragment itself"
            .formatted(samples, starts));
  }
}
