package cetra.tools.ring;

import cetra.agent.record.StoredRing;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a ring and its index lie.
 *
 * @param ring the folder of the segment files
 * @param index the database; need not be there
 */
record CardPlace(Path ring, Path index) {
  private static final String RING = "ring";

  /**
   * Finds the ring: the folder itself, an agent's data folder, or a card with one such folder.
   *
   * @throws IllegalArgumentException when there is none, or more than one; says where it looked
   */
  static CardPlace find(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder + (Files.exists(folder) ? " is not a folder" : ": there is no such folder"));
    }
    Path absolute = folder.toAbsolutePath().normalize();
    if (StoredRing.at(folder) || absolute.endsWith(RING)) {
      return new CardPlace(folder, absolute.resolveSibling("index.sqlite"));
    }
    if (Files.isDirectory(folder.resolve(RING))) {
      return inData(folder);
    }
    List<Path> found = dataFolders(folder);
    if (found.size() == 1) {
      return inData(found.getFirst());
    }
    throw new IllegalArgumentException(
        found.isEmpty()
            ? folder
                + " is no ring: it has neither segment files nor a folder 'ring', and none of its"
                + " folders has one; name the agent's data folder or the ring in it"
            : folder + " has more than one ring; name one of " + found);
  }

  private static CardPlace inData(Path data) {
    return new CardPlace(data.resolve(RING), data.resolve("index.sqlite"));
  }

  private static List<Path> dataFolders(Path card) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(card)) {
      for (Path folder : folders.sorted().toList()) {
        if (Files.isDirectory(folder.resolve(RING))) {
          found.add(folder);
        }
      }
    } catch (AccessDeniedException e) {
      throw new IOException(e.getFile() + " may not be read by this user", e);
    }
    return found;
  }
}
