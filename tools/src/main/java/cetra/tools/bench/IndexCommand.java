package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Option(names = "--segments", description = "Of ten seconds, 10 to 100000 (${DEFAULT-VALUE}).")
  private int segments = 5000;

  @Option(names = "--runs", description = "1 to 100 (${DEFAULT-VALUE}).")
  private int runs = 3;

  @Option(
      names = "--most-seconds",
      description = "After which a rebuild is given up, 1 to 3600 (${DEFAULT-VALUE}).")
  private int mostSeconds = 600;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "On the disk to be measured (${DEFAULT-VALUE}).")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  IndexCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    MemoryCommand.within("--segments", segments, 10, 100_000);
    MemoryCommand.within("--runs", runs, 1, 100);
    MemoryCommand.within("--most-seconds", mostSeconds, 1, 3600);
    try (WorkFolder work = WorkFolder.in(folder)) {
      requireRoom(work.path());
      IndexResult result = new IndexBench(work, Clock.systemUTC()).run(segments, runs, mostSeconds);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(result));
      } else {
        result.table().forEach(out::println);
      }
      out.flush();
      return result.good() ? 0 : 1;
    }
  }

  private void requireRoom(Path work) throws IOException {
    long needed = (long) segments * TinyRing.SEGMENT_BYTES * (1 + runs);
    long free = Files.getFileStore(work).getUsableSpace();
    if (free < needed) {
      throw new IOException(
          "%s has %d MB free, %d segments and their indexes take up to %d: name another with --folder"
              .formatted(folder, free / 1_000_000, segments, needed / 1_000_000));
    }
  }
}
