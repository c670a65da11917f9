package cetra.tools.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a manufacturer flashes.
 *
 * <pre>
 *  bin/cetra-agent   the launcher
 *  runtime/          the Java runtime
 *  lib/              jars, and the cache of their loaded classes
 *  native/           video and database libraries
 *  conf/             what is logged
 * </pre>
 *
 * @param folder where it lies
 */
public record AgentImage(Path folder) {
  private static final String LAUNCHER = "cetra-agent.sh";
  private static final String LOGGING = "tinylog.properties";

  /** Opens an image that was built. */
  public static AgentImage open(Path folder) {
    AgentImage image = new AgentImage(folder.toAbsolutePath().normalize());
    if (!Files.isExecutable(image.launcher()) || !Files.exists(image.cache())) {
      throw new IllegalArgumentException(
          folder + " is no image; build one with `cetra image " + folder + "`");
    }
    return image;
  }

  /**
   * Puts everything but the cache in its place.
   *
   * @throws IllegalArgumentException when the folder holds something already
   */
  static AgentImage lay(Path folder) throws IOException {
    AgentImage image = new AgentImage(folder.toAbsolutePath().normalize());
    image.refuseOccupied();
    AgentJars jars = AgentJars.find();
    RuntimeImage.link(Files.createDirectories(image.folder).resolve("runtime"));
    jars.copy(image.made("lib"));
    new NativeLibraries(Platform.here()).unpack(jars, image.made("native"));
    Files.writeString(image.made("conf").resolve(LOGGING), text("/" + LOGGING));
    image.writeLauncher(jars);
    return image;
  }

  /** The launcher. */
  public Path launcher() {
    return folder.resolve("bin/cetra-agent");
  }

  /** The runtime's Java. */
  public Path java() {
    return folder.resolve("runtime/bin/java");
  }

  /** The cache of loaded classes. */
  Path cache() {
    return folder.resolve("lib/agent.aot");
  }

  /** How many octets a part of it takes. */
  long bytes(String part) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(part))) {
      long sum = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }

  /** A process of its agent, not yet started. */
  public ProcessBuilder agent(Path config, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(launcher().toString(), config.toString());
    builder.environment().putAll(environment);
    return builder;
  }

  private void refuseOccupied() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + " is a file; name a new or empty folder");
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new IllegalArgumentException(folder + " is not empty; name a new or empty folder");
        }
      }
    }
  }

  private Path made(String part) throws IOException {
    return Files.createDirectories(folder.resolve(part));
  }

  private void writeLauncher(AgentJars jars) throws IOException {
    String classPath =
        jars.code().stream()
            .map(jar -> "$home/lib/" + jar.getFileName())
            .collect(Collectors.joining(":"));
    made("bin");
    Files.writeString(
        launcher(), text("/cetra/tools/image/" + LAUNCHER).replace("@CLASS_PATH@", classPath));
    Files.setPosixFilePermissions(launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = AgentImage.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not in this program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Its parts. */
  static List<String> parts() {
    return List.of("runtime", "lib", "native", "bin", "conf");
  }
}
