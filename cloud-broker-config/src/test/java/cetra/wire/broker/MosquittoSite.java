package cetra.wire.broker;

import static org.awaitility.Awaitility.await;

import cetra.wire.key.Authority;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.KeyFile;
import cetra.wire.link.BrokerAddress;
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

/** Debian's mosquitto with the files of this module, in whose folder only place and user differ. */
final class MosquittoSite implements AutoCloseable {
  private static final String PROGRAM = "/usr/sbin/mosquitto";

  private final Path folder;
  private final Authority authority;
  private final int port;
  private Process process;

  /**
   * Starts a broker.
   *
   * @param name its own, by which another broker knows it as a client
   * @param bridge what it adds to its configuration
   */
  MosquittoSite(Path folder, Authority authority, String name, String bridge) throws IOException {
    this.folder = folder;
    this.authority = authority;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    identity(folder, name, "relay");
    authority.revoke(folder.resolve(Authority.REVOKED_FILE), List.of(), Instant.now());
    Files.copy(Path.of("mosquitto/access.acl"), folder.resolve("access.acl"));
    String conf =
        Files.readString(Path.of("mosquitto/mosquitto.conf"))
            .replace("listener 8883 0.0.0.0", "listener " + port + " 127.0.0.1")
            .replace("user mosquitto", "user " + System.getProperty("user.name"));
    Files.writeString(folder.resolve("mosquitto.conf"), conf + bridge);
    start();
  }

  /** The committed bridge, to this broker instead of the one of the example. */
  String bridge() throws IOException {
    return Files.readString(Path.of("mosquitto/bridge.conf"))
        .replace("cloud.example:8883", "127.0.0.1:" + port);
  }

  BrokerAddress address(String name, String unit) throws IOException {
    IdentityFolder keys = identity(folder.resolve(name), name, unit);
    return new BrokerAddress(
        URI.create("ssl://127.0.0.1:" + port), name, keys.tls().context(), Duration.ofDays(1));
  }

  /** Ends it, and what it has in memory only. */
  void stop() {
    process.destroy();
    process.onExit().join();
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(PROGRAM, "-c", "mosquitto.conf")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("mosquitto.log").toFile()))
            .start();
    await().atMost(Duration.ofSeconds(20)).until(this::listens);
  }

  private IdentityFolder identity(Path to, String name, String unit) throws IOException {
    Path root = Files.createDirectories(folder).resolve("operator.pub");
    KeyFile.write(root, IdentityFolder.newEvidenceKey().getPublic());
    return IdentityFolder.tls(to, name, unit, List.of("127.0.0.1"), authority, root, Instant.now());
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
