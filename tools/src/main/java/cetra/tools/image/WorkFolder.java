package cetra.tools.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where an agent records for a while; goes when that is over.
 *
 * @param path the folder
 */
public record WorkFolder(Path path) implements AutoCloseable {
  /** A new one inside a folder, which is made where it is missing. */
  public static WorkFolder in(Path parent) throws IOException {
    return new WorkFolder(
        Files.createTempDirectory(Files.createDirectories(parent), "cetra-work-").toAbsolutePath());
  }

  /** A new folder inside. */
  public Path fresh(String name) throws IOException {
    return Files.createDirectory(path.resolve(name));
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(path);
  }
}
