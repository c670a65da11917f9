package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench index}. */
@Command(
    name = "index",
    description = {
      "How fast a lost index is rebuilt from the ring alone, its files read from the disk. Makes a",
      "ring of small segments first, which takes about a minute for 50,000, and deletes it. Drops",
      "the machine's caches where it may. Exits 1 at 2 s for 1,000 segments and above."
    })
final class IndexCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;
  @Mixin private BenchDisk disk;

  @Option(names = "--segments", description = "Of ten seconds, 10 to 100000 (${DEFAULT-VALUE}).")
  private int segments = 5000;

  @Option(names = "--runs", description = "1 to 100 (${DEFAULT-VALUE}).")
  private int runs = 3;

  @Option(
      names = "--most-seconds",
      description = "After which a rebuild is given up, 1 to 3600 (${DEFAULT-VALUE}).")
  private int mostSeconds = 600;

  @SuppressWarnings("NullAway.Init")
  IndexCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Limits.within("--segments", segments, 10, 100_000);
    Limits.within("--runs", runs, 1, 100);
    Limits.within("--most-seconds", mostSeconds, 1, 3600);
    try (WorkFolder work = disk.work()) {
      requireRoom(work.path());
      IndexResult result = new IndexBench(work, Clock.systemUTC()).run(segments, runs, mostSeconds);
      output.print(spec, result, result.table());
      return result.good() ? 0 : 1;
    }
  }

  private void requireRoom(Path work) throws IOException {
    long needed = (long) segments * TinyRing.SEGMENT_BYTES * (1 + runs);
    long free = Files.getFileStore(work).getUsableSpace();
    if (free < needed) {
      throw new IOException(
          "%s has %d MB free, %d segments and their indexes take up to %d: name another with --folder"
              .formatted(disk.path(), free / 1_000_000, segments, needed / 1_000_000));
    }
  }
}
