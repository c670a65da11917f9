package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a bench writes: the disk is part of what it measures. */
final class BenchDisk {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "On the disk to be measured (${DEFAULT-VALUE}).")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @SuppressWarnings("NullAway.Init")
  BenchDisk() {}

  Path path() {
    return folder;
  }

  /** A folder of its own, which goes with the bench. */
  WorkFolder work() throws IOException {
    return WorkFolder.in(folder);
  }
}
