package cetra.relay.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The file of an upload that is not complete; its forced length is the offset to resume from. */
final class PartialUpload implements AutoCloseable {
  /** The disk begins when so much waits for it, not when the last octet has come. */
  private static final long EARLY = 16 << 20;

  private static final Executor BESIDE = Thread::startVirtualThread;

  private final FileChannel file;
  private CompletableFuture<Void> early = CompletableFuture.completedFuture(null);
  private long begun;
  private long offset;

  private PartialUpload(FileChannel file) throws IOException {
    this.file = file;
    this.offset = file.size();
    if (offset > 0) {
      // a relay that was killed may have left octets that are written and not forced
      file.force(true);
    }
    this.begun = offset;
  }

  static PartialUpload open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      return new PartialUpload(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  long offset() {
    return offset;
  }

  void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      offset += file.write(bytes, offset);
    }
    if (offset - begun >= EARLY && early.isDone() && !early.isCompletedExceptionally()) {
      begun = offset;
      early = CompletableFuture.runAsync(this::forceEarly, BESIDE);
    }
  }

  private void forceEarly() {
    try {
      file.force(false);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** Drops all from an offset on. */
  void cut(long at) throws IOException {
    file.truncate(at);
    offset = at;
    force();
  }

  /**
   * Returns when all of it is on the disk.
   *
   * @throws IOException when it is not: also when that showed before, for a disk tells it only once
   */
  void force() throws IOException {
    try {
      early.join();
    } catch (CompletionException e) {
      throw new IOException("the disk did not take what has come", e.getCause());
    }
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    early.exceptionally(told -> null).join();
    file.close();
  }
}
