package cetra.relay.broker;

import cetra.wire.key.RevocationList;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Path;

/** The child process: a broker that lives as long as its parent holds its standard input open. */
final class EmbeddedBrokerMain {
  private EmbeddedBrokerMain() {}

  /**
   * Runs the broker configured in a folder; then the list of revoked certificates, and the trust.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    CertificateAccess access =
        new CertificateAccess(new RevocationList(Path.of(arguments[1]), Path.of(arguments[2])));
    EmbeddedHiveMQ broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(folder)
            .withDataFolder(folder)
            .withExtensionsFolder(folder.resolve("extensions"))
            .withoutLoggingBootstrap()
            .withEmbeddedExtension(
                EmbeddedExtension.builder()
                    .withId("cetra-access")
                    .withName("access by certificate")
                    .withVersion("1")
                    .withAuthor("CETRA")
                    .withPriority(0)
                    .withStartPriority(1000)
                    .withExtensionMain(access)
                    .build())
            .build();
    broker.start().join();
    BrokerJvm.listening(access.port());
    BrokerJvm.awaitParentsEnd();
  }
}
