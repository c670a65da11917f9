package cetra.relay.broker;

import cetra.wire.key.TlsIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HiveMQ CE in a process of its own, on the class path of ours: mutual TLS 1.3, nothing on disk,
 * access by {@link cetra.wire.message.TopicAcl} and the client's certificate.
 */
public final class EmbeddedBroker implements Broker {
  private static final long START_SECONDS = 60;

  /** Measured: starts and serves in about 140 MB; the default collector and heap take 400. */
  private static final List<String> TUNED =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms16m",
          "-Xmx64m",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-Xss256k",
          "-XX:-UsePerfData",
          "-XX:ReservedCodeCacheSize=32m",
          "-Dio.netty.allocator.type=unpooled",
          "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
          "-Dslf4j.internal.verbosity=WARN",
          "-Dlogback.configurationFile=cetra/relay/broker/logback-broker.xml",
          "-Djava.awt.headless=true",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

  private final Path folder;
  private final String host;
  private final String password;
  private int port;
  private final BrokerProcess process;

  private EmbeddedBroker(Path folder, TlsIdentity identity, String host, int port)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.host = host;
    this.port = port;
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.password = HexFormat.of().formatHex(random);
    stores(identity);
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

  private void stores(TlsIdentity identity) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createDirectories(folder.resolve("extensions"));
    store(folder.resolve("identity.p12"), identity.keyStore(password.toCharArray()));
    store(folder.resolve("trust.p12"), identity.trustStore());
  }

  private void store(Path file, KeyStore store) throws IOException {
    try (OutputStream out = Files.newOutputStream(OwnerFile.empty(file))) {
      store.store(out, password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write " + file, e);
    }
  }

  private Process launch() throws IOException, InterruptedException {
    Files.writeString(
        OwnerFile.empty(folder.resolve("config.xml")),
        HiveMqConfig.text(folder, host, port, password));
    Process child = builder().start();
    try {
      // devices know the port, so a broker that is started again keeps it
      port = awaitPort(child);
      BrokerProcess.log("embedded broker", BrokerProcess.errors(child));
      return child;
    } catch (IOException | InterruptedException | RuntimeException e) {
      BrokerProcess.stop(child);
      throw e;
    }
  }

  private ProcessBuilder builder() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(TUNED);
    command.add(EmbeddedBrokerMain.class.getName());
    command.add(folder.toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    return builder;
  }

  private static int awaitPort(Process child) throws IOException, InterruptedException {
    BufferedReader out = child.inputReader(StandardCharsets.UTF_8);
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> out.lines().forEach(line -> port(line, port)));
    CompletableFuture<Process> ended = child.onExit();
    try {
      CompletableFuture.anyOf(port, ended).get(START_SECONDS, TimeUnit.SECONDS);
      if (port.isDone()) {
        return port.join();
      }
      throw new IOException("the embedded broker ended: " + lastWords(child));
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the embedded broker did not start in " + START_SECONDS + " s", e);
    }
  }

  private static void port(String line, CompletableFuture<Integer> port) {
    if (line.startsWith(EmbeddedBrokerMain.LISTENING)) {
      port.complete(Integer.valueOf(line.substring(EmbeddedBrokerMain.LISTENING.length())));
    }
  }

  private static String lastWords(Process child) {
    return BrokerProcess.errors(child)
        .lines()
        .filter(line -> !line.isBlank())
        .limit(20)
        .reduce((before, line) -> before + " | " + line)
        .orElse("exit code " + child.exitValue());
  }
}
