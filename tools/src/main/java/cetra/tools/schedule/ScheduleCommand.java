package cetra.tools.schedule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra schedule}. */
@Command(
    name = "schedule",
    description = {
      "Runs the relay's upload plan in a world that another program simulates:",
      "one JSON line a tick comes in, one line with the grants goes out."
    })
public final class ScheduleCommand implements Callable<Integer> {
  private static final int LONGEST_LINE = 64 << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--stdio",
      required = true,
      description = "Over standard input and output, the only way there is.")
  private boolean stdio;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public ScheduleCommand() {}

  @Override
  public Integer call() throws IOException {
    World world = new World();
    PrintWriter out = spec.commandLine().getOut();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int number = 1;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.length() > LONGEST_LINE) {
        throw new IOException(
            "line " + number + " has " + line.length() + " characters; at most " + LONGEST_LINE);
      }
      try {
        world.line(line).ifPresent(out::println);
      } catch (IllegalArgumentException e) {
        throw new IOException("line " + number + ": " + e.getMessage(), e);
      }
      out.flush();
      number++;
    }
    return stdio ? 0 : 2;
  }
}
