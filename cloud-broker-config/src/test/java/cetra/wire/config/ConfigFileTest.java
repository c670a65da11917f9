package cetra.wire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
  /** A section; its defaults are {@code pump.toml} beside this class. */
  record Pump(String name, int ringMegabytes, List<String> hoses, List<Valve> valves) {
    Pump {
      if (ringMegabytes < 32) {
        throw new IllegalArgumentException("ring_megabytes " + ringMegabytes + " is not above 31");
      }
    }
  }

  /** A part of a section. */
  record Valve(double radius) {
    Valve {
      if (radius < 250) {
        throw new IllegalArgumentException("radius " + radius + " is not above 249");
      }
    }
  }

  @TempDir Path folder;

  private ConfigFile config(String text, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("cetra.toml");
    Files.writeString(file, text.replace(";", "\n"));
    return ConfigFile.read(file, environment);
  }

  private Pump pump(String text) throws IOException {
    return config(text, Map.of()).section("pump", Pump.class);
  }

  @Test
  void whatTheFileDoesNotSayIsTheDefault() throws IOException {
    assertThat(pump("")).isEqualTo(new Pump("default pump", 64, List.of(), List.of()));
    assertThat(pump("[pump];ring_megabytes = 128;[other];x = 1"))
        .isEqualTo(new Pump("default pump", 128, List.of(), List.of()));
    assertThat(pump("[pump];valves = [{ radius = 300 }];hoses = [\"a\", \"b\"]"))
        .isEqualTo(new Pump("default pump", 64, List.of("a", "b"), List.of(new Valve(300))));
    assertThat(config("[pump]", Map.of()).has("pump")).isTrue();
    assertThat(config("[pump]", Map.of()).has("other")).isFalse();
  }

  @Test
  void theEnvironmentWins() throws IOException {
    Map<String, String> environment =
        Map.of("CETRA_PUMP_RING_MEGABYTES", "512", "CETRA_PUMP_NAME", "x", "PATH", "/bin");
    Pump pump = config("[pump];ring_megabytes = 128", environment).section("pump", Pump.class);
    assertThat(pump).isEqualTo(new Pump("x", 512, List.of(), List.of()));
  }

  @Test
  void aWrongVariableOfTheEnvironmentIsNamed() throws IOException {
    ConfigFile config = config("", Map.of("CETRA_PUMP_RING_MEGABYTES", "many"));
    assertThatThrownBy(() -> config.section("pump", Pump.class))
        .isInstanceOf(ConfigFault.class)
        .hasMessageContaining("pump.ring_megabytes")
        .hasMessageContaining("many");
    ConfigFile unknown = config("", Map.of("CETRA_PUMP_RNIG", "1"));
    assertThatThrownBy(() -> unknown.section("pump", Pump.class))
        .isInstanceOf(ConfigFault.class)
        .hasMessageContaining("rnig");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[pump];name = 'x';rnig = 3             | 3 | pump.rnig           | nrecognized",
        "[pump];ring_megabytes = 'many'         | 2 | pump.ring_megabytes | many",
        "[pump];;# a remark;ring_megabytes = 31 | 4 | pump.ring_megabytes | 31 is not above 31",
        "[other];name = 1;[pump];hoses = 3      | 4 | pump.hoses          | ArrayList",
        "[pump];valves = [{ radius = 3 }]       | 2 | pump.valves         | 3.0 is not above 249",
        "[pump];valves = [{ }]                  | 2 | pump.valves         | radius",
      })
  void aFaultNamesFileLineFieldAndReason(String text, int line, String field, String why) {
    assertThatThrownBy(() -> pump(text))
        .isInstanceOf(ConfigFault.class)
        .hasMessageStartingWith(folder.resolve("cetra.toml") + " line " + line + ", " + field)
        .hasMessageContaining(why);
  }

  /** A section without defaults. */
  record Bare(String name) {}

  @Test
  void aFieldThatIsMissingIsNamed() throws IOException {
    ConfigFile config = config("[bare]", Map.of());
    assertThatThrownBy(() -> config.section("bare", Bare.class))
        .isInstanceOf(ConfigFault.class)
        .hasMessageContaining(folder.resolve("cetra.toml").toString())
        .hasMessageContaining("name");
  }

  @Test
  void aSectionWrittenAsAValueIsRefused() throws IOException {
    ConfigFile config = config("pump = 3", Map.of());
    assertThatThrownBy(() -> config.section("pump", Pump.class))
        .isInstanceOf(ConfigFault.class)
        .hasMessageContaining("[pump]");
  }

  @Test
  void whatIsNoTomlIsNamedByFileLineAndColumn() {
    assertThatThrownBy(() -> config("[pump];name = 'x';ring_megabytes == 3", Map.of()))
        .isInstanceOf(ConfigFault.class)
        .hasMessageStartingWith(folder.resolve("cetra.toml") + " line 3, column ");
  }

  @Test
  void aFileThatIsNotThereOrEndlessIsNamed() throws IOException {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("gone.toml"), Map.of()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("gone.toml");
    assertThatThrownBy(() -> config("#".repeat((1 << 20) + 1), Map.of()))
        .isInstanceOf(ConfigFault.class)
        .hasMessageContaining("at most 1048576");
  }
}
