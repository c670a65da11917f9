package cetra.agent.clip;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where clips lie on their way to the relay.
 *
 * <pre>
 *  {id}.cut    the clip, at the place where a package has it
 *  {id}.zip    the sealed package
 *  {id}.rest   the same without what the relay has
 * </pre>
 *
 * @param path the folder
 */
public record ClipFolder(Path path) {
  private static final Pattern FILE = Pattern.compile("([^.]+)\\.(cut|zip|rest|rest\\.part)");

  /** Makes the folder where it is missing. */
  public static ClipFolder open(Path path) throws IOException {
    Files.createDirectories(path);
    return new ClipFolder(path);
  }

  /** A clip that is cut. */
  public Path cut(String id) {
    return path.resolve(id + ".cut");
  }

  /** A clip that is sealed. */
  public Path sealed(String id) {
    return path.resolve(id + ".zip");
  }

  /** A sealed clip without what the relay has. */
  public Path rest(String id) {
    return path.resolve(id + ".rest");
  }

  /** The same while it is written. */
  public Path restPart(String id) {
    return path.resolve(id + ".rest.part");
  }

  /** The clips of which there are files. */
  Set<String> ids() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> FILE.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .map(name -> name.group(1))
          .collect(Collectors.toSet());
    }
  }

  /** Makes the folder's entries durable. */
  public void force() throws IOException {
    try (FileChannel entries = FileChannel.open(path, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  /** Removes whatever there is of a clip. */
  public void remove(String id) throws IOException {
    Files.deleteIfExists(cut(id));
    Files.deleteIfExists(sealed(id));
    Files.deleteIfExists(rest(id));
    Files.deleteIfExists(restPart(id));
  }
}
