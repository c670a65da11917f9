package cetra.tools.powercut;

import cetra.agent.Running;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench powercut}. */
@Command(
    name = "powercut",
    description = {
      "Records onto a disk whose power is cut, and checks what is left. Needs root.",
      "Exits 0 when nothing that was acknowledged is lost, and controls without forces lose."
    })
public final class PowercutCommand implements Callable<Integer> {
  private static final int NOT_RUN = 3;

  @Spec private CommandSpec spec;

  @Option(names = "--cuts", description = "Power cuts at random moments (${DEFAULT-VALUE}).")
  private int cuts = 100;

  @Option(names = "--kill", description = "kill -9 at random moments (${DEFAULT-VALUE}).")
  private int kills = 20;

  @Option(
      names = "--points",
      description = "Cuts at each named point of the recorder (${DEFAULT-VALUE}).")
  private int points = 3;

  @Option(
      names = "--states",
      description = "Crash points of one recorded run, torn and reordered (${DEFAULT-VALUE}).")
  private int states = 100;

  @Option(names = "--seed", description = "Repeats the random choices of a run.")
  private @Nullable Long seed;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Option(
      names = "--folder",
      description = "Where the disks are made (/dev/shm where it has 2 GiB, else /tmp).")
  private @Nullable Path folder;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public PowercutCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    long chosen = seed != null ? seed : new SecureRandom().nextInt() & 0xffff_ffffL;
    System.setProperty("tinylog.level", "error"); // recovery is what happens here all the time
    Plan plan = new Plan(cuts, kills, points, states, chosen);
    PrintWriter err = spec.commandLine().getErr();
    Optional<String> lacking = Needs.met(err::println);
    if (lacking.isPresent()) {
      err.println("cetra: " + lacking.get());
      return NOT_RUN;
    }
    Report report = run(plan, err);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? Json.text(report) : report.words());
    out.flush();
    return report.good() ? 0 : 1;
  }

  private Report run(Plan plan, PrintWriter err) throws IOException, InterruptedException {
    Running running = new Running();
    try (running;
        Workshop workshop = Workshop.open(folder != null ? folder : Workshop.parent())) {
      return new Rig(plan, workshop, err::println).run();
    }
  }
}
