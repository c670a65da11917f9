package cetra.agent.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
 */
record RingFolder(Path path) {
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

  /** Gives a segment its final name. */
  void close(SegmentName name) throws IOException {
    Files.move(open(name), closed(name), StandardCopyOption.ATOMIC_MOVE);
    force();
  }

  /** Makes the folder's entries durable. */
  void force() throws IOException {
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
    }
  }
}
