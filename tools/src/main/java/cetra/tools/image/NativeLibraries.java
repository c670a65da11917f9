package cetra.tools.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * The native libraries of one platform, unpacked once so that no start has to.
 *
 * @param platform whose
 */
record NativeLibraries(Platform platform) {
  /** Muxing, demuxing and copying packets; filters, scaling, devices and programs stay out. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "lib(jni)?(javacpp|avutil|swresample|avcodec|avformat|va|va-drm|drm|sqlitejdbc)\\.so[.0-9]*");

  /** Unpacks them into a folder. */
  void unpack(AgentJars jars, Path folder) throws IOException {
    int unpacked = 0;
    for (Path jar : all(jars)) {
      try (JarFile from = new JarFile(jar.toFile())) {
        for (JarEntry entry : from.stream().filter(this::needed).toList()) {
          try (InputStream in = from.getInputStream(entry)) {
            Files.copy(in, folder.resolve(name(entry)));
            unpacked++;
          }
        }
      }
    }
    if (unpacked == 0) {
      throw new IOException("the jars hold no natives for " + platform.javacpp());
    }
  }

  private static List<Path> all(AgentJars jars) {
    List<Path> all = new ArrayList<>(jars.natives());
    all.addAll(jars.code());
    return all;
  }

  private boolean needed(JarEntry entry) {
    String path = entry.getName();
    boolean here =
        path.contains("/" + platform.javacpp() + "/")
            || path.startsWith("org/sqlite/native/Linux/" + platform.sqlite() + "/");
    return here && NEEDED.matcher(name(entry)).matches();
  }

  private static String name(JarEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }
}
