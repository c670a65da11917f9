package cetra.relay.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A broker in a Java process of its own, on the class path of ours; both sides of it. */
final class BrokerJvm {
  private static final Duration START = Duration.ofSeconds(60);

  /** What the child prints before its port, once it accepts connections. */
  private static final String LISTENING = "listening ";

  private static final List<String> TUNED =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms16m",
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

  /** A child that accepts connections. */
  record Started(Process process, int port) {}

  private final String name;
  private final List<String> command = new ArrayList<>();

  /**
   * How to start a broker.
   *
   * @param heap the JVM's option for its largest heap
   * @param arguments what the main class is given
   */
  BrokerJvm(String name, String heap, Class<?> main, List<String> arguments) {
    this.name = name;
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(TUNED);
    command.add(heap);
    command.add(main.getName());
    command.addAll(arguments);
  }

  /**
   * Starts the child and waits until it says that it listens.
   *
   * @throws IOException when it does not within a minute; with what it said last
   */
  Started start() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    Process child = builder.start();
    try {
      int port = awaitPort(child);
      BrokerProcess.log(name, BrokerProcess.errors(child));
      return new Started(child, port);
    } catch (IOException | InterruptedException | RuntimeException e) {
      BrokerProcess.stop(child);
      throw e;
    }
  }

  /** Said by the child. */
  static void listening(int port) {
    System.out.println(LISTENING + port);
    System.out.flush();
  }

  /** Holds the child until its parent is gone, whichever way, and then ends it. */
  static void awaitParentsEnd() throws IOException {
    while (System.in.read() >= 0) {
      // nothing is said to it; the end of the stream is the end of the parent
    }
    Runtime.getRuntime().halt(0);
  }

  private int awaitPort(Process child) throws IOException, InterruptedException {
    BufferedReader out = child.inputReader(StandardCharsets.UTF_8);
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> out.lines().forEach(line -> port(line, port)));
    CompletableFuture<Process> ended = child.onExit();
    try {
      CompletableFuture.anyOf(port, ended).get(START.toSeconds(), TimeUnit.SECONDS);
      if (port.isDone()) {
        return port.join();
      }
      throw new IOException("the " + name + " ended: " + lastWords(child));
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the " + name + " did not start within " + START, e);
    }
  }

  private static void port(String line, CompletableFuture<Integer> port) {
    if (line.startsWith(LISTENING)) {
      port.complete(Integer.valueOf(line.substring(LISTENING.length())));
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
