package cetra.tools.powercut;

import java.util.Map;

/**
 * What a run came to.
 *
 * @param seed that repeats its random choices
 * @param cuts of the power
 * @param kills of the recorder alone
 * @param points by name: the recorder killed there, and the power cut
 * @param states crash points of one recorded run, with torn and reordered sectors
 * @param control the same with the recorder's forces taken away: here loss is right
 * @param seconds the run took
 * @param good whether all holds, and the control has lost something
 */
record Report(
    long seed,
    Figures cuts,
    Figures kills,
    Map<String, Figures> points,
    Figures states,
    Figures control,
    double seconds,
    boolean good) {
  /** The most video that a power cut may take, in seconds. */
  static final double MOST_LOST_BY_CUT = 1.0;

  /** The most video that {@code kill -9} may take, in seconds. */
  static final double MOST_LOST_BY_KILL = 0.5;

  static Report of(
      long seed,
      Figures cuts,
      Figures kills,
      Map<String, Figures> points,
      Figures states,
      Figures control,
      double seconds) {
    boolean good =
        cuts.good(MOST_LOST_BY_CUT)
            && kills.good(MOST_LOST_BY_KILL)
            && points.values().stream().allMatch(point -> point.good(MOST_LOST_BY_CUT))
            && states.good(MOST_LOST_BY_CUT)
            && control.lostFragments() > 0;
    return new Report(seed, cuts, kills, points, states, control, seconds, good);
  }

  /** One line for people. */
  String words() {
    return "%s in %.0f s, seed %d"
        .formatted(good ? "all holds" : "NOT all holds, see above", seconds, seed);
  }
}
