package cetra.relay.broker;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Path;

/** The child process: a broker that lives as long as its parent holds its standard input open. */
final class EmbeddedBrokerMain {
  /** What it prints before its port, once it accepts connections. */
  static final String LISTENING = "listening ";

  private EmbeddedBrokerMain() {}

  /** Runs the broker configured in the folder that is the only argument. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    CertificateAccess access = new CertificateAccess();
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
    System.out.println(LISTENING + access.port());
    System.out.flush();
    while (System.in.read() >= 0) {
      // nothing is said to it; the end of the stream is the end of the parent
    }
    Runtime.getRuntime().halt(0);
  }
}
