package cetra.relay.broker;

import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * HiveMQ CE in a process of its own, on the class path of ours: mutual TLS 1.3, nothing on disk,
 * access by {@link cetra.wire.message.TopicAcl} and the client's certificate.
 */
public final class EmbeddedBroker implements Broker {
  private final BrokerFolder folder;
  private final String host;
  private final String password;
  private final BrokerJvm jvm;
  private int port;
  private final BrokerProcess process;

  private EmbeddedBroker(Path folder, TlsIdentity identity, String host, int port)
      throws IOException, InterruptedException {
    this.folder = BrokerFolder.make(folder);
    this.host = host;
    this.port = port;
    this.password = this.folder.stores(identity);
    Files.createDirectories(this.folder.resolve("extensions"));
    // measured: starts and serves in about 140 MB; the default collector and heap take 400
    this.jvm =
        new BrokerJvm(
            "embedded broker",
            "-Xmx64m",
            EmbeddedBrokerMain.class,
            List.of(
                this.folder.path().toString(),
                identity.revoked().toAbsolutePath().toString(),
                identity.trust().toAbsolutePath().toString()));
    this.process = BrokerProcess.start("embedded broker", this::launch);
  }

  /**
   * Starts the broker and waits until it listens.
   *
   * @param folder for its configuration and keys, readable by its owner alone
   * @param port 0 for any
   * @throws IOException when it does not start within a minute; with what it said last
   */
  public static EmbeddedBroker start(Path folder, TlsIdentity identity, String host, int port)
      throws IOException, InterruptedException {
    return new EmbeddedBroker(folder, identity, host, port);
  }

  @Override
  public URI address() {
    return URI.create("ssl://" + host + ":" + port);
  }

  /** The child, for those who watch its memory. */
  public ProcessHandle handle() {
    return process.handle();
  }

  @Override
  public void close() {
    process.close();
  }

  private Process launch() throws IOException, InterruptedException {
    folder.write("config.xml", HiveMqConfig.text(folder.path(), host, port, password));
    BrokerJvm.Started started = jvm.start();
    // devices know the port, so a broker that is started again keeps it
    port = started.port();
    return started.process();
  }
}
