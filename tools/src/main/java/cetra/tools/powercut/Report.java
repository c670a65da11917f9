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
 * @param controls the same with one kind of force taken away: there loss is right, and no loss is a
 *     rig that sees nothing
 * @param seconds the run took
 * @param good whether all holds, and each control has lost something
 */
record Report(
    long seed,
    Figures cuts,
    Figures kills,
    Map<String, Figures> points,
    Figures states,
    Map<String, Figures> controls,
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
      Map<String, Figures> controls,
      double seconds) {
    boolean good =
        cuts.good(MOST_LOST_BY_CUT)
            && kills.good(MOST_LOST_BY_KILL)
            && points.values().stream().allMatch(point -> point.good(MOST_LOST_BY_CUT))
            && states.good(MOST_LOST_BY_CUT)
            && controls.values().stream().allMatch(Figures::lost);
    return new Report(seed, cuts, kills, points, states, controls, seconds, good);
  }

  /** One line for people. */
  String words() {
    if (!controls.values().stream().allMatch(Figures::lost)) {
      return "the rig sees nothing: with forces taken away nothing was lost; seed " + seed;
    }
    return "%s in %.0f s, seed %d"
        .formatted(good ? "all holds" : "NOT all holds, see above", seconds, seed);
  }
}
