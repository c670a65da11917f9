package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BackhaulTest {
  /** What a line is believed to bear after seconds in which all that is let in arrives. */
  private static double after(int seconds, Backhaul backhaul, double line) {
    double bears = backhaul.look(1);
    for (int second = 0; second < seconds; second++) {
      backhaul.came((long) Math.min(bears, line));
      bears = backhaul.look(1);
    }
    return bears;
  }

  @Test
  void aLineIsUsedUpThoughNobodySaidWhatItBears() {
    assertThat(after(120, new Backhaul(0), 110e6)).isBetween(110e6, 150e6);
  }

  @Test
  void anUnknownLineIsNotASlowOne() {
    assertThat(after(1, new Backhaul(0), 1)).isEqualTo(Backhaul.FIRST);
  }

  @Test
  void whatALineBoreIsNotForgottenOvernightNorForEver() {
    Backhaul backhaul = new Backhaul(0);
    double before = after(120, backhaul, 110e6);
    assertThat(after(600, backhaul, 0)).isGreaterThan(0.8 * before);
    assertThat(after(24 * 3600, backhaul, 0)).isEqualTo(Backhaul.FIRST);
  }

  @Test
  void whatItsOperatorSaysIsBelieved() {
    assertThat(after(100, new Backhaul(1e6), 50e6)).isEqualTo(1e6);
  }
}
