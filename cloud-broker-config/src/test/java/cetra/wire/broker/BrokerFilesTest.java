package cetra.wire.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files for people are what the generators make now; {@code -Dcetra.brokerFiles=write} writes
 * them anew.
 */
final class BrokerFilesTest {
  private static final List<String> RELAYS = List.of("relay00000000001", "relay00000000002");
  private static final BrokerKeys KEYS = new BrokerKeys("ca.crt", "tls.crt", "tls.key");
  private static final ArtemisConf.Node ONE = new ArtemisConf.Node("127.0.0.1", 8883, 8893);
  private static final ArtemisConf.Node TWO = new ArtemisConf.Node("127.0.0.1", 8884, 8894);
  private static final ArtemisConf.Stores STORES =
      new ArtemisConf.Stores("identity.p12", "trust.p12", "change-me");

  private static final Map<String, String> FILES =
      Map.of(
          "mosquitto/access.acl", MosquittoAccess.text(RELAYS),
          "mosquitto/mosquitto.conf",
              new MosquittoConf(
                      "0.0.0.0", 8883, KEYS, Optional.of("ca.crl"), "access.acl", ".", "mosquitto")
                  .text(),
          "mosquitto/bridge.conf",
              new MosquittoBridge("cloud.example:8883", KEYS, RELAYS.getFirst()).text(),
          "emqx/acl.conf", EmqxAccess.text(RELAYS),
          "hivemq/file-rbac.xml", HiveMqAccess.text(),
          "artemis/broker.xml",
              new ArtemisConf(ONE, List.of(TWO), STORES, "change-me", "data").text());

  static List<String> files() {
    return FILES.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theFileIsWhatTheGeneratorMakes(String name) throws IOException {
    Path file = Path.of(name);
    if (System.getProperty("cetra.brokerFiles", "").equals("write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, FILES.get(name));
    }
    assertThat(file).hasContent(FILES.get(name));
  }
}
