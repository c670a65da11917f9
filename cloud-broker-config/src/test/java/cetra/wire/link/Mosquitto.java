package cetra.wire.link;

import static org.awaitility.Awaitility.await;

import cetra.wire.broker.MosquittoAccess;
import cetra.wire.key.Authority;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.KeyFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's broker with our access list and our certificates, stopped and started at will. */
final class Mosquitto implements AutoCloseable {
  static final String RELAY = "relay00000000001";
  private static final String PROGRAM = "/usr/sbin/mosquitto";

  private final Path folder;
  private final Authority authority = Authority.create("operator", Instant.now());
  private final int port;
  private Process process;

  Mosquitto(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
    if (!Files.isExecutable(Path.of(PROGRAM))) {
      throw new IOException(PROGRAM + " is missing; apt-get install -y mosquitto");
    }
    IdentityFolder broker = identity("broker0000000001", "broker", authority);
    Files.writeString(folder.resolve("acl"), MosquittoAccess.text(List.of(RELAY)));
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        """
        listener %d 127.0.0.1
        cafile %s
        certfile %s
        keyfile %s
        tls_version tlsv1.3
        require_certificate true
        use_identity_as_username true
        acl_file %s
        max_topic_alias 0
        persistence true
        persistence_location %s/
        autosave_interval 1
        autosave_on_changes true
        user root
        """
            .formatted(
                port,
                broker.tls().trust(),
                broker.tls().certificates(),
                broker.tls().key(),
                folder.resolve("acl"),
                folder));
    this.process = start();
  }

  private Process start() throws IOException {
    Process started =
        new ProcessBuilder(PROGRAM, "-c", folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(10)).until(this::listens);
    return started;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  void startAgain() throws IOException {
    process = start();
  }

  /** Keys of the broker's own authority. */
  BrokerAddress address(String name, String unit) throws IOException {
    return address(identity(name, unit, authority), name);
  }

  /** A client whom the broker would trust, but who trusts another authority. */
  BrokerAddress distrustful(String name) throws IOException {
    IdentityFolder keys = identity(name, "device", authority);
    KeyFile.write(keys.tls().trust(), Authority.create("operator", Instant.now()).certificate());
    return address(keys, name);
  }

  /** A client who trusts the broker, but has the certificate of another authority. */
  BrokerAddress stranger(String name) throws IOException {
    IdentityFolder keys = identity(name, "device", Authority.create("operator", Instant.now()));
    KeyFile.write(keys.tls().trust(), authority.certificate());
    return address(keys, name);
  }

  private BrokerAddress address(IdentityFolder keys, String name) throws IOException {
    return new BrokerAddress(
        URI.create("ssl://127.0.0.1:" + port), name, keys.tls().context(), Duration.ofMinutes(10));
  }

  private IdentityFolder identity(String name, String unit, Authority by) throws IOException {
    Path root = folder.resolve("root.pub");
    KeyFile.write(root, IdentityFolder.newEvidenceKey().getPublic());
    return IdentityFolder.tls(
        folder.resolve(name), name, unit, List.of("127.0.0.1"), by, root, Instant.now());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
