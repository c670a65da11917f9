package cetra.relay.broker;

import cetra.wire.key.TlsIdentity;
import cetra.wire.message.TopicAcl;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Eclipse Mosquitto 2, as a Linux distribution installs it: mutual TLS 1.3, sessions kept in the
 * data folder, access by {@link TopicAcl} and the certificate's common name, which also is the
 * client identifier.
 */
public final class MosquittoBroker implements Broker {
  private static final Duration START = Duration.ofSeconds(20);

  /**
   * Mosquitto does not notice when we are killed, so a shell between us watches its standard input,
   * which ends with us, and ends the broker then.
   */
  private static final String WATCHED =
      """
      exec 3<&0
      "$0" -c "$1" 3<&- & broker=$!
      trap 'kill $broker 2>/dev/null' TERM
      { cat <&3 >/dev/null; kill $broker; } 2>/dev/null & watch=$!
      wait $broker; code=$?
      wait $broker 2>/dev/null
      exec 3<&-
      kill $watch 2>/dev/null
      exit $code
      """;

  private final String host;
  private final int port;
  private final BrokerProcess process;

  private MosquittoBroker(String host, int port, BrokerProcess process) {
    this.host = host;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts the broker and waits until it listens.
   *
   * @param folder for its configuration and sessions
   * @param port 0 for any
   * @throws IOException when it is not installed or does not start
   */
  public static MosquittoBroker start(Path folder, TlsIdentity identity, String host, int port)
      throws IOException, InterruptedException {
    Path program = program();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    int chosen = port == 0 ? freePort(host) : port;
    Path acl = folder.resolve("access.acl");
    Files.writeString(OwnerFile.empty(acl), TopicAcl.mosquitto(List.of(identity.name())));
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(
        OwnerFile.empty(configuration), configuration(folder, identity, acl, host, chosen));
    List<String> command =
        List.of("/bin/sh", "-c", WATCHED, program.toString(), configuration.toString());
    return new MosquittoBroker(
        host, chosen, BrokerProcess.start("mosquitto", () -> launch(command, host, chosen)));
  }

  @Override
  public URI address() {
    return URI.create("ssl://" + host + ":" + port);
  }

  @Override
  public void close() {
    process.close();
  }

  private static String configuration(
      Path folder, TlsIdentity identity, Path acl, String host, int port) {
    // started by root, mosquitto would change to a user who cannot read the keys
    return """
        listener %d %s
        max_topic_alias 0
        cafile %s
        certfile %s
        keyfile %s
        tls_version tlsv1.3
        require_certificate true
        use_identity_as_username true
        use_username_as_clientid true
        allow_anonymous false
        acl_file %s
        persistence true
        persistence_location %s/
        max_packet_size 1048576
        user %s
        log_dest stderr
        log_type error
        log_type warning
        """
        .formatted(
            port,
            host,
            identity.trust().toAbsolutePath(),
            identity.certificates().toAbsolutePath(),
            identity.key().toAbsolutePath(),
            acl.toAbsolutePath(),
            folder.toAbsolutePath(),
            System.getProperty("user.name"));
  }

  private static Process launch(List<String> command, String host, int port)
      throws IOException, InterruptedException {
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader words = child.inputReader(StandardCharsets.UTF_8);
    for (long left = START.toMillis(); left > 0; left -= 50) {
      if (!child.isAlive()) {
        throw new IOException("mosquitto ended: " + String.join(" | ", words.lines().toList()));
      }
      if (listens(host, port)) {
        BrokerProcess.log("mosquitto", words);
        return child;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    BrokerProcess.stop(child);
    throw new IOException("mosquitto does not listen on port " + port + " within " + START);
  }

  private static boolean listens(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort(String host) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }

  private static Path program() throws IOException {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator, -1)).filter(part -> !part.isBlank()),
            Stream.of("/usr/sbin"))
        .map(part -> Path.of(part, "mosquitto"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "broker 'mosquitto' is not installed; run: apt-get install mosquitto"));
  }
}
