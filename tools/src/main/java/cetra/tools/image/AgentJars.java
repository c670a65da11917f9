package cetra.tools.image;

import cetra.agent.Main;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The jars that the agent runs on, as the manifest of its own jar names them.
 *
 * @param code what goes on the class path, in order
 * @param natives what holds native libraries only
 */
record AgentJars(List<Path> code, List<Path> natives) {
  private static final Pattern NATIVE = Pattern.compile(".*-linux-[a-z0-9_]+\\.jar");

  /**
   * Bouncy Castle issues certificates, which a car does not. Left on the class path, the JDK would
   * load all of it in search of a provider: 28 MB of memory.
   */
  private static final Pattern NOT_IN_A_CAR = Pattern.compile("bc(prov|pkix|util)-.*\\.jar");

  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

  private static final String SQLITE_NATIVES = "org/sqlite/native/";

  /**
   * Finds them on the class path of this process.
   *
   * @throws IOException when this process does not run from jars, or one is missing
   */
  static AgentJars find() throws IOException {
    Path agent = agentJar();
    Map<String, Path> there =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .collect(
                Collectors.toMap(
                    file -> String.valueOf(file.getFileName()),
                    Function.identity(),
                    (first, second) -> first,
                    TreeMap::new));
    List<Path> code = new ArrayList<>(List.of(agent));
    List<Path> natives = new ArrayList<>();
    for (String name : named(agent)) {
      Path jar = there.get(name);
      if (jar == null) {
        throw new IOException(agent + " needs " + name + ", which is not on the class path");
      }
      if (!NOT_IN_A_CAR.matcher(name).matches()) {
        (NATIVE.matcher(name).matches() ? natives : code).add(jar);
      }
    }
    return new AgentJars(List.copyOf(code), List.copyOf(natives));
  }

  /**
   * Copies the code without signatures, for the cache of loaded classes skips signed jars, and
   * without natives, which lie beside it.
   */
  void copy(Path lib) throws IOException {
    for (Path jar : code) {
      try (JarFile from = new JarFile(jar.toFile());
          OutputStream file = Files.newOutputStream(lib.resolve(jar.getFileName()));
          JarOutputStream to = new JarOutputStream(file, manifest(from))) {
        copy(from, to);
      }
    }
  }

  private static void copy(JarFile from, JarOutputStream to) throws IOException {
    Enumeration<JarEntry> entries = from.entries();
    while (entries.hasMoreElements()) {
      JarEntry entry = entries.nextElement();
      if (belongs(entry.getName())) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        from.getInputStream(entry).transferTo(to);
        to.closeEntry();
      }
    }
  }

  private static boolean belongs(String entry) {
    return !entry.equals(JarFile.MANIFEST_NAME)
        && !SIGNATURE.matcher(entry).matches()
        && !entry.startsWith(SQLITE_NATIVES);
  }

  /** Without the digests of a signature, and without a class path, which is the launcher's. */
  private static Manifest manifest(JarFile from) throws IOException {
    Manifest copy = new Manifest();
    copy.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (from.getManifest() != null) {
      copy.getMainAttributes().putAll(from.getManifest().getMainAttributes());
      copy.getMainAttributes().remove(Attributes.Name.CLASS_PATH);
    }
    return copy;
  }

  private static Path agentJar() throws IOException {
    try {
      Path place = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(place)) {
        return place;
      }
      throw new IOException(place + " is no jar; an image is built from jars: run ./cetra image");
    } catch (URISyntaxException e) {
      throw new IOException("the agent's jar cannot be found", e);
    }
  }

  private static List<String> named(Path agent) throws IOException {
    try (JarFile jar = new JarFile(agent.toFile())) {
      String names = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (names == null) {
        throw new IOException(agent + " does not name what it runs on; build it with Maven");
      }
      return List.of(names.split(" "));
    }
  }
}
