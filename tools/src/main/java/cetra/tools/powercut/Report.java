package cetra.tools.powercut;

import java.util.ArrayList;
import java.util.List;
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
 * @param wrong what does not hold; empty when all does, and each control has lost something
 */
record Report(
    long seed,
    Figures cuts,
    Figures kills,
    Map<String, Figures> points,
    Figures states,
    Map<String, Figures> controls,
    double seconds,
    List<String> wrong) {
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
    List<String> wrong = new ArrayList<>();
    judge("power cuts", cuts.good(MOST_LOST_BY_CUT), wrong);
    judge("kill -9", kills.good(MOST_LOST_BY_KILL), wrong);
    points.forEach(
        (name, point) -> judge("killed before " + name, point.good(MOST_LOST_BY_CUT), wrong));
    judge("crash states", states.good(MOST_LOST_BY_CUT), wrong);
    controls.forEach(
        (name, control) -> judge("the rig sees nothing: " + name, control.lost(), wrong));
    return new Report(seed, cuts, kills, points, states, controls, seconds, List.copyOf(wrong));
  }

  boolean good() {
    return wrong.isEmpty();
  }

  /** One line for people. */
  String words() {
    return "%s in %.0f s, seed %d"
        .formatted(
            good()
                ? "all holds"
                : "NOT all holds (at most %.1f s by a cut and %.1f s by kill -9 may be lost): %s"
                    .formatted(MOST_LOST_BY_CUT, MOST_LOST_BY_KILL, String.join(", ", wrong)),
            seconds,
            seed);
  }

  private static void judge(String what, boolean holds, List<String> wrong) {
    if (!holds) {
      wrong.add(what);
    }
  }
}
