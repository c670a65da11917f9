package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  @TempDir Path folder;

  @Test
  void leavesAFolderOfOtherThingsAlone() throws IOException {
    Path thesis = Files.writeString(folder.resolve("thesis.txt"), "all my work");
    assertThatThrownBy(() -> DemoFolder.make(folder, NOW).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--folder");
    assertThat(thesis).hasContent("all my work");
  }

  @Test
  void clearsWhatAnEarlierDemoLeft() throws IOException {
    DemoFolder.make(folder, NOW).close();
    Path left = Files.writeString(folder.resolve("left.txt"), "of yesterday");
    DemoFolder.make(folder, NOW).close();
    assertThat(left).doesNotExist();
  }

  @Test
  void doesNotTouchTheFolderOfADemoThatRuns() throws IOException {
    try (DemoFolder running = DemoFolder.make(folder, NOW)) {
      Path relay = running.relay("embedded");
      assertThatThrownBy(() -> DemoFolder.make(folder, NOW).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("a demo that runs uses");
      assertThat(relay).exists();
    }
  }
}
