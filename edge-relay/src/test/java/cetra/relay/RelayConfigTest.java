package cetra.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.wire.config.ConfigFault;
import cetra.wire.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RelayConfigTest {
  @Test
  void anEmptySectionIsTheDefaults(@TempDir Path folder) throws Exception {
    RelayConfig config = read(folder, "[relay]\n", Map.of());
    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.broker()).isEqualTo("embedded");
    assertThat(config.data()).isEqualTo(Path.of("relay-data"));
  }

  @Test
  void theEnvironmentGoesOverTheFile(@TempDir Path folder) throws Exception {
    RelayConfig config = read(folder, "[relay]\nport = 8443\n", Map.of("CETRA_RELAY_PORT", "9443"));
    assertThat(config.port()).isEqualTo(9443);
  }

  @Test
  void whatCannotWorkIsNamedWithItsLine(@TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, "[relay]\nhost = \"x\"\ngrants_at_once = 0\n", Map.of()))
        .isInstanceOf(ConfigFault.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("relay.grants_at_once");
    assertThatThrownBy(() -> read(folder, "[relay]\nretention_days = {watch = 7}\n", Map.of()))
        .hasMessageContaining("retention_days: 0 for CRIME; every purpose has 1 to 36500");
    assertThatThrownBy(() -> read(folder, "[relay]\nbroker = \"rabbit\"\n", Map.of()))
        .hasMessageContaining("relay.broker");
  }

  private static RelayConfig read(Path folder, String text, Map<String, String> environment)
      throws Exception {
    Path file = Files.writeString(folder.resolve("cetra.toml"), text);
    return ConfigFile.read(file, environment).section("relay", RelayConfig.class);
  }
}
