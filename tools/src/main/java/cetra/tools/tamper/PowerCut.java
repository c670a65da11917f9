package cetra.tools.tamper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Leaves a ring as it stood while it was recorded, its last segment open, and no index: what a cut
 * leaves that lost no write. {@code ./cetra powercut} looks at cuts that do.
 */
final class PowerCut {
  private PowerCut() {}

  /** Copies the ring as it stands. */
  static void remember(Path data) throws IOException {
    Path copy = Files.createDirectories(copy(data));
    boolean whole = false;
    while (!whole) {
      whole = copyMissing(data.resolve("ring"), copy);
    }
  }

  /** False when a segment was closed under its other name meanwhile. */
  private static boolean copyMissing(Path ring, Path copy) throws IOException {
    try {
      for (Path file : files(ring)) {
        if (!Files.exists(copy.resolve(file.getFileName()))) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
      return true;
    } catch (NoSuchFileException closed) {
      return false;
    }
  }

  /** Puts what was remembered in the place of all that came after. */
  static void happen(Path data) throws IOException {
    for (Path file : files(data.resolve("ring"))) {
      Files.delete(file);
    }
    Files.delete(data.resolve("ring"));
    Files.move(copy(data), data.resolve("ring"));
    for (Path file : files(data)) {
      if (file.getFileName().toString().startsWith("index.sqlite")) {
        Files.delete(file);
      }
    }
  }

  private static Path copy(Path data) {
    return data.resolve("ring.cut");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
