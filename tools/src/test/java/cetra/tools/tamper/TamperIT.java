package cetra.tools.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both verifiers notice everything, and say the same of it; {@code ./cetra bench tamper} takes
 * more.
 */
final class TamperIT {
  private static final int MUTATIONS = 15 * Tampering.values().length;

  @TempDir Path folder;

  @Test
  void everyTamperingIsDetectedLocatedAndAgreedUpon() throws Exception {
    TamperBench.Result result =
        TamperBench.run(
            folder,
            Path.of("verify-independent/verify.py"),
            30,
            MUTATIONS,
            2,
            20_261_125,
            Optional.of(SoftToken.make(folder.resolve("token"))),
            Clock.systemUTC());
    assertThat(result.differences()).isEmpty();
    assertThat(result.kinds()).hasSameSizeAs(Tampering.values());
    assertThat(result.good()).isTrue();
    TamperBench.Origins origins = result.origins();
    assertThat(List.of(origins.gaps(), origins.recovered(), origins.rotated(), origins.token()))
        .allMatch(clips -> clips > 0);
  }
}
