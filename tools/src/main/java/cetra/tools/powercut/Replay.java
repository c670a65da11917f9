package cetra.tools.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;

/**
 * Plays a log of writes back, and says at each entry what a power cut could have left of the disk:
 * all that was flushed, and of the rest any sectors. Used by one thread; goes forward only.
 */
final class Replay implements AutoCloseable {
  private static final double[] SHARES = {0, 0.1, 0.5, 0.9, 1};

  private final List<WriteLog.Entry> entries;
  private final Path flushed;
  private final FileChannel image;
  private int durable;

  /**
   * A replay at its beginning.
   *
   * @param flushed an image as it was before the first entry; it is written to
   */
  Replay(WriteLog log, Path flushed) throws IOException {
    this.entries = log.entries();
    this.flushed = flushed;
    this.image = FileChannel.open(flushed, StandardOpenOption.WRITE);
  }

  /**
   * Makes an image of what a cut right after an entry could have left.
   *
   * @param entry from 0; not before that of an earlier call
   */
  void cutAfter(int entry, Path to, Random random) throws IOException {
    for (int i = durable; i <= entry; i++) {
      if (entries.get(i).flush()) {
        harden(i);
      }
    }
    Files.copy(flushed, to, StandardCopyOption.REPLACE_EXISTING);
    double share = SHARES[random.nextInt(SHARES.length)];
    try (FileChannel torn = FileChannel.open(to, StandardOpenOption.WRITE)) {
      for (WriteLog.Entry pending : entries.subList(durable, entry + 1)) {
        pending.applySome(torn, random, share);
      }
    }
  }

  private void harden(int flush) throws IOException {
    for (WriteLog.Entry entry : entries.subList(durable, flush)) {
      entry.applyTo(image);
    }
    durable = flush + 1;
  }

  @Override
  public void close() throws IOException {
    image.close();
  }
}
