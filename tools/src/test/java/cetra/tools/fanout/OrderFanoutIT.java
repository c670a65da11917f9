package cetra.tools.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bench measures is what happens: every car hears, and decides as it has driven. */
final class OrderFanoutIT {
  private static final int CARS = 40;
  private static final int DECIDERS = 4;
  private static final int ORDERS = 3;

  @TempDir Path folder;

  @Test
  void everyCarHearsAnOrderAndThoseThatLookDecide() throws Exception {
    try (OrderFanout town =
        OrderFanout.start(folder, CARS, DECIDERS, Clock.systemUTC(), screen -> {})) {
      assertThat(town.bare(2)).allSatisfy(round -> assertThat(round.arrivals()).hasSize(CARS));
      List<OrderFanout.Times> rounds = town.orders(ORDERS);
      assertThat(rounds).hasSize(ORDERS);
      for (OrderFanout.Times round : rounds) {
        assertThat(round.arrivals()).hasSize(CARS).allMatch(millis -> millis > 0);
        assertThat(round.decisions()).hasSize(DECIDERS).allMatch(millis -> millis > 0);
      }
      assertThat(town.decided()).isEqualTo(DECIDERS * ORDERS);
    }
  }

  @Test
  void aCarThatWasAwayReadsLittleOfALongLog() throws Exception {
    List<CatchUp.Cost> costs = CatchUp.run(folder, 3000, 5, 2, Clock.systemUTC());
    assertThat(costs).hasSize(2).allSatisfy(cost -> assertThat(cost.octets()).isLessThan(40_000));
  }
}
