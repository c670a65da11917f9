package cetra.tools.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

/** Two shortened runs of the rig, on disks of their own, against the recorder as it is. */
final class PowercutIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void losesNothingThatWasAcknowledgedAndLittleElse() throws IOException {
    Report report = report("--cuts", "24", "--kill", "0", "--points", "0", "--states", "0");
    assertThat(report.cuts().rounds()).isEqualTo(24);
    holds(report.cuts());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void norWhereverItEnds() throws IOException {
    Report report = report("--cuts", "6", "--kill", "4", "--points", "1", "--states", "50");
    assertThat(report.cuts().rounds()).isEqualTo(6);
    assertThat(report.states().rounds()).isEqualTo(50);
    assertThat(report.points()).hasSize(KillPoint.values().length);
    holds(report.cuts());
    holds(report.states());
    report.points().values().forEach(this::holds);
    holds(report.kills()); // how little kill -9 takes is for a machine that does nothing else
  }

  @Test
  void refusesNumbersOutOfRange() {
    int exit =
        new CommandLine(new PowercutCommand())
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (fault, command, parsed) -> {
                  command.getErr().println(fault.getMessage());
                  return 2;
                })
            .execute("--cuts", "-1");
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("--cuts -1 is not 0 to 100000");
  }

  private Report report(String... plan) throws IOException {
    assumeTrue(Needs.root(), "not run: the power-cut rig mounts disks and needs root");
    CommandLine command =
        new CommandLine(new PowercutCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    List<String> line = new ArrayList<>(List.of(plan));
    line.add("--json");
    int exit = command.execute(line.toArray(String[]::new));
    assertThat(exit).as(err.toString()).isIn(0, 1);
    Report report = Json.read(out.toString(), Report.class);
    assertThat(report.controls()).allSatisfy((name, figures) -> sees(figures));
    return report;
  }

  private static void sees(Figures figures) {
    assertThat(figures.lost()).as("a rig without losses sees nothing").isTrue();
  }

  private void holds(Figures figures) {
    assertThat(figures.good(Report.MOST_LOST_BY_CUT)).as(figures + "\n" + err).isTrue();
  }
}
