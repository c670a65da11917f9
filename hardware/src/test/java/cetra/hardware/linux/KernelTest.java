package cetra.hardware.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelTest {
  @TempDir Path folder;

  /** Whether this machine's clock is kept is its own business; what is said must be credible. */
  @Test
  void theErrorOfAKeptClockIsAtMostSeconds() {
    assertThat(new KernelTime().error())
        .satisfiesAnyOf(
            error -> assertThat(error).isEmpty(),
            error -> assertThat(error.orElseThrow().toMillis()).isBetween(0L, 20_000L));
  }

  @Test
  void aFileThatIsForgottenIsReadFromTheDeviceUnchanged() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "on the card");
    assertThat(new PageCache().forget(file)).isTrue();
    assertThat(file).hasContent("on the card");
    assertThat(new PageCache().forget(folder.resolve("none"))).isFalse();
  }
}
