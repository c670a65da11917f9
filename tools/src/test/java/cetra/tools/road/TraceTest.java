package cetra.tools.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceTest {
  @TempDir Path folder;

  @Test
  void theLeastTimeIsThatInWhichItLetsSoMuchThrough() {
    Trace trace = new Trace("", List.of(1000.0, 0.0, 3000.0));
    assertThat(trace.least(0, 500)).isCloseTo(0.5, within(1e-9));
    assertThat(trace.least(0.5, 500)).isCloseTo(0.5, within(1e-9));
    assertThat(trace.least(0, 1300)).as("a second of nothing").isCloseTo(2.1, within(1e-9));
    assertThat(trace.least(2.5, 2000)).as("it begins again").isCloseTo(1.0, within(1e-9));
    assertThat(trace.least(0, 40_000)).isCloseTo(30, within(1e-9));
  }

  @Test
  void aRecordingIsReadSecondBySecond() throws IOException {
    Path file = Files.writeString(folder.resolve("bus"), "0.0 2.0\n1.3 1.0\n3.6 0.0\n");
    Trace trace = Trace.read(file);
    assertThat(trace.octetsASecond()).containsExactly(250_000.0, 125_000.0, 0.0, 0.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 0\n1 0", "0 -1", "0", "a b", "1e9 1", "0 NaN"})
  void whatIsNoRecordingIsNamed(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("none"), text);
    assertThatThrownBy(() -> Trace.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aFolderOfFoldersIsNamed() throws IOException {
    Files.createDirectory(folder.resolve("hsdpa"));
    assertThatThrownBy(() -> Trace.all(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder + " holds no recording");
  }

  @Test
  void aMadeUpOneIsTheSameEachTimeAndLetsSomethingThrough() {
    assertThat(Trace.made(3)).isEqualTo(Trace.made(3)).isNotEqualTo(Trace.made(4));
    assertThat(Trace.made(3).least(0, 5e6)).isBetween(5.0, 120.0);
  }
}
