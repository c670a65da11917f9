package cetra.relay.broker;

import cetra.wire.broker.ArtemisConf;
import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * ActiveMQ Artemis in a process of its own, on the class path of ours: mutual TLS 1.3, sessions and
 * queues on disk, alone or as a node of a cluster, access by {@link cetra.wire.message.TopicAcl}
 * and the client's certificate.
 */
public final class ArtemisBroker implements Broker {
  private final ArtemisConf.Node node;
  private final BrokerProcess process;

  private ArtemisBroker(ArtemisConf.Node node, BrokerProcess process) {
    this.node = node;
    this.process = process;
  }

  /**
   * Starts a broker that stands alone, and waits until it listens.
   *
   * @param folder for its configuration, keys and queues, readable by its owner alone
   * @param port 0 for any
   * @throws IOException when it does not start within a minute; with what it said last
   */
  public static ArtemisBroker start(Path folder, TlsIdentity identity, String host, int port)
      throws IOException, InterruptedException {
    return start(
        folder,
        identity,
        new ArtemisConf.Node(host, BrokerFolder.port(host, port), 0),
        List.of(),
        BrokerFolder.password());
  }

  /**
   * Starts a node of a cluster, and waits until it listens; its peers may come later.
   *
   * @param node where it listens
   * @param peers where the other nodes listen
   * @param clusterPassword the same on all of them
   */
  static ArtemisBroker start(
      Path folder,
      TlsIdentity identity,
      ArtemisConf.Node node,
      List<ArtemisConf.Node> peers,
      String clusterPassword)
      throws IOException, InterruptedException {
    BrokerFolder files = BrokerFolder.make(folder);
    ArtemisConf.Stores stores =
        new ArtemisConf.Stores(
            files.resolve("identity.p12").toString(),
            files.resolve("trust.p12").toString(),
            files.stores(identity));
    String data = files.resolve("artemis").toString();
    files.write("broker.xml", new ArtemisConf(node, peers, stores, clusterPassword, data).text());
    BrokerJvm jvm =
        new BrokerJvm(
            "artemis",
            "-Xmx128m",
            ArtemisBrokerMain.class,
            List.of(
                files.path().toString(),
                identity.revoked().toAbsolutePath().toString(),
                identity.trust().toAbsolutePath().toString()));
    return new ArtemisBroker(node, BrokerProcess.start("artemis", () -> jvm.start().process()));
  }

  @Override
  public URI address() {
    return URI.create("ssl://" + node.host() + ":" + node.port());
  }

  @Override
  public void close() {
    process.close();
  }
}
