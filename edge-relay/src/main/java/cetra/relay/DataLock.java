package cetra.relay;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One relay for each data folder: two would write the same uploads and judge the same clips. The
 * system takes the lock back when the process ends, however it ends.
 */
final class DataLock implements AutoCloseable {
  private final FileChannel file;

  private DataLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Locks a folder, making it where there is none.
   *
   * @throws IOException when another relay has it
   */
  static DataLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel file =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock(file) == null) {
        throw new IOException("another relay uses " + folder.toAbsolutePath());
      }
      return new DataLock(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      // the other one runs in this process
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
