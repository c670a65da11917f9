package cetra.agent.record;

import cetra.wire.message.RecorderState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ring's files.
 *
 * @param path the folder, best on a partition of its own
 * @param mounted whether a partition is mounted right there; where it is not any more, the folder
 *     is an empty one of the system, and nothing may be written into it
 */
record RingFolder(Path path, boolean mounted) {
  /** With less than this no fragment fits. */
  static final long LEAST_BYTES = 4 << 20;

  /** Makes the folder if it is not there, and its entry durable. */
  static RingFolder create(Path path) throws IOException {
    Path whole = path.toAbsolutePath();
    if (!Files.isDirectory(whole)) {
      Files.createDirectories(whole);
      force(whole.resolve(".."));
    }
    return new RingFolder(whole, isMounted(whole));
  }

  Path closed(SegmentName name) {
    return path.resolve(name.closed());
  }

  Path open(SegmentName name) {
    return path.resolve(name.open());
  }

  /** The closed segments, rising. */
  List<SegmentName> closedSegments() throws IOException {
    return names(false);
  }

  /** The segments that were being written. */
  List<SegmentName> openSegments() throws IOException {
    return names(true);
  }

  /** Octets of a closed segment; 0 where it is not there. */
  long size(SegmentName name) throws IOException {
    try {
      return Files.size(closed(name));
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }

  /** What is free on the partition. */
  long freeBytes() throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  /** Gives a segment its final name. */
  void close(SegmentName name) throws IOException {
    Files.move(open(name), closed(name), StandardCopyOption.ATOMIC_MOVE);
    force();
  }

  /** Makes the folder's entries durable. */
  void force() throws IOException {
    force(path);
  }

  /** Fails where the partition that was mounted here is not any more. */
  void requireMounted() throws IOException {
    if (mounted && !isMounted(path)) {
      throw new NoSuchFileException(path.toString(), null, "nothing is mounted there any more");
    }
  }

  /**
   * What keeps the card from taking video, by looking at it: texts of errors differ by language.
   */
  RecorderState diagnose() {
    try {
      if (!Files.isDirectory(path) || (mounted && !isMounted(path))) {
        return RecorderState.CARD_GONE;
      }
      FileStore store = Files.getFileStore(path);
      if (store.isReadOnly()) {
        return RecorderState.CARD_READ_ONLY;
      }
      return store.getUsableSpace() < LEAST_BYTES
          ? RecorderState.CARD_FULL
          : RecorderState.CARD_FAILING;
    } catch (IOException e) {
      return RecorderState.CARD_FAILING;
    }
  }

  private static boolean isMounted(Path path) throws IOException {
    return !Files.getAttribute(path, "unix:dev")
        .equals(Files.getAttribute(path.resolve(".."), "unix:dev"));
  }

  private static void force(Path path) throws IOException {
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private List<SegmentName> names(boolean open) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> SegmentName.parse(String.valueOf(file.getFileName()), open))
          .flatMap(Optional::stream)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // the stream cannot say otherwise that the card failed
    }
  }
}
