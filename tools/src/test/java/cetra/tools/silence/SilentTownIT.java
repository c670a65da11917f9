package cetra.tools.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who records all traffic of a car cannot tell that it was there and its owner refused; whoever
 * thinks so of a car that says no, is right. {@code ./cetra bench silence} takes more orders.
 */
final class SilentTownIT {
  private static final int CARS = 10;
  private static final int ORDERS = 40;
  private static final double SILENT = 0.55;
  private static final double LEAKING = 0.9;

  /** Of the area under the curve of a guess (Hanley and McNeil 1982), both classes being equal. */
  private static final double STANDARD_ERROR = Math.sqrt(1 / (3.0 * CARS * ORDERS));

  @TempDir Path folder;

  @Test
  void aRefusalLooksLikeNotHavingBeenThere() throws Exception {
    SilentTown.Auc auc = run(false);
    assertThat(auc.best()).as(auc.toString()).isLessThan(SILENT + 3 * STANDARD_ERROR);
  }

  @Test
  void theClassifiersSeeACarThatSaysNo() throws Exception {
    SilentTown.Auc auc = run(true);
    assertThat(auc.best()).as(auc.toString()).isGreaterThan(LEAKING);
  }

  private SilentTown.Auc run(boolean leaks) throws Exception {
    SilentTown.Auc auc = SilentTown.run(folder, CARS, ORDERS, leaks, Clock.systemUTC());
    System.out.println((leaks ? "saying no: " : "refusing: ") + auc);
    return auc;
  }
}
