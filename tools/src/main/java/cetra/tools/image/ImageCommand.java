package cetra.tools.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra image}. */
@Command(
    name = "image",
    description = {
      "Builds what a manufacturer flashes: the agent with a Java runtime of its own, tuned for a",
      "small board, with a cache of its loaded classes. For this machine's processor; takes a",
      "minute, for the agent must once do its work to fill the cache."
    })
public final class ImageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
  private Path folder = Path.of("image");

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public ImageCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    AgentImage image = AgentImage.lay(folder);
    println("runtime, jars and libraries are there; training (about a minute) …");
    Path work = Files.createTempDirectory("cetra-training-");
    new Training(image, work, Clock.systemUTC()).run();
    WorkFolder.delete(work); // kept where training fails, for its logs
    for (String part : AgentImage.parts()) {
      println("%8.1f MB  %s".formatted(image.bytes(part) / 1e6, part));
    }
    println("%8.1f MB  of lib is the cache of classes".formatted(Files.size(image.cache()) / 1e6));
    println("%8.1f MB  in all".formatted(image.bytes("") / 1e6));
    println(image.launcher() + " CONFIG runs it; copy the folder with its times (cp -a, tar)");
    return 0;
  }

  private void println(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
