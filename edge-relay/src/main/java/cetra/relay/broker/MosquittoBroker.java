package cetra.relay.broker;

import cetra.wire.broker.BrokerKeys;
import cetra.wire.broker.MosquittoAccess;
import cetra.wire.broker.MosquittoConf;
import cetra.wire.key.TlsIdentity;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Eclipse Mosquitto 2, as a Linux distribution installs it: mutual TLS 1.3, sessions kept in the
 * data folder, access by {@link cetra.wire.message.TopicAcl} and the certificate's common name,
 * which also is the client identifier.
 */
public final class MosquittoBroker implements Broker {
  private static final String ACL = "access.acl";
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
    return start(folder, identity, host, port, List.of(identity.name()));
  }

  /** Starts a broker that several relays use. */
  static MosquittoBroker start(
      Path folder, TlsIdentity identity, String host, int port, List<String> relays)
      throws IOException, InterruptedException {
    Path program = program();
    BrokerFolder files = BrokerFolder.make(folder);
    int chosen = BrokerFolder.port(host, port);
    files.write(ACL, MosquittoAccess.text(relays));
    Path configuration =
        files.write("mosquitto.conf", configuration(files, identity, host, chosen).text());
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

  private static MosquittoConf configuration(
      BrokerFolder files, TlsIdentity identity, String host, int port) {
    return new MosquittoConf(
        host,
        port,
        new BrokerKeys(
            identity.trust().toAbsolutePath().toString(),
            identity.certificates().toAbsolutePath().toString(),
            identity.key().toAbsolutePath().toString()),
        Optional.of(identity.revoked().toAbsolutePath()).filter(Files::exists).map(Path::toString),
        files.resolve(ACL).toString(),
        files.path().toString(),
        // started by root, mosquitto would change to a user who cannot read the keys
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
