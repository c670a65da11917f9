package cetra.tools.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system that is mounted from a file until it is closed.
 *
 * @param path where
 */
record Mount(Path path) implements AutoCloseable {
  /** Mounts; the loop device goes with the mount. */
  static Mount of(Path file, Path at) throws IOException {
    Files.createDirectories(at);
    Shell.run("mount", "-o", "loop,noatime", file.toString(), at.toString());
    return new Mount(at);
  }

  /** Takes it away under those who have files of it open. */
  void detach() throws IOException {
    Shell.run("umount", "--lazy", path.toString());
  }

  /** Unmounts; where files are still open, as soon as they are not. */
  @Override
  public void close() throws IOException {
    if (!Shell.tried("umount", path.toString())) {
      detach();
    }
  }
}
