package cetra.tools.powercut;

/**
 * How long a run is.
 *
 * @param cuts power cuts at random moments
 * @param kills of the recorder alone
 * @param points rounds at each named point
 * @param states crash points of a recorded run
 * @param seed of everything random but the machine's own speed
 */
record Plan(int cuts, int kills, int points, int states, long seed) {
  private static final int MOST = 100_000;

  /** Refuses numbers out of range; each message names the option. */
  Plan {
    check("--cuts", cuts);
    check("--kill", kills);
    check("--points", points);
    check("--states", states);
  }

  private static void check(String option, int value) {
    if (value < 0 || value > MOST) {
      throw new IllegalArgumentException(option + " " + value + " is not 0 to " + MOST);
    }
  }
}
