package cetra.relay.broker;

import cetra.wire.key.RevocationList;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** The child process: a node of Artemis that lives as long as its parent. */
final class ArtemisBrokerMain {
  private ArtemisBrokerMain() {}

  /** Runs the node configured in a folder; then the list of revoked certificates, and the trust. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    RevocationList revocations = new RevocationList(Path.of(arguments[1]), Path.of(arguments[2]));
    EmbeddedActiveMQ broker =
        new EmbeddedActiveMQ()
            .setConfigResourcePath(folder.resolve("broker.xml").toUri().toString())
            .setSecurityManager(new ArtemisAccess(revocations));
    broker.start();
    BrokerJvm.listening(0);
    BrokerJvm.awaitParentsEnd();
  }
}
