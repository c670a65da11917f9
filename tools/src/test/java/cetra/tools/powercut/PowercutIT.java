package cetra.tools.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A shortened run of the rig against the recorder as it is. */
final class PowercutIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void losesNothingThatWasAcknowledgedAndLittleElse() throws IOException {
    assumeTrue(Needs.root(), "not run: the power-cut rig mounts disks and needs root");
    CommandLine command =
        new CommandLine(new PowercutCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exit =
        command.execute("--cuts", "30", "--kill", "4", "--points", "1", "--states", "50", "--json");
    assertThat(exit).as(err.toString()).isIn(0, 1);
    Report report = Json.read(out.toString(), Report.class);
    assertThat(report.cuts().rounds()).isEqualTo(30);
    assertThat(report.states().rounds()).isEqualTo(50);
    assertThat(report.points()).hasSize(KillPoint.values().length);
    assertThat(report.controls()).allSatisfy((name, figures) -> sees(figures));
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

  private static void sees(Figures figures) {
    assertThat(figures.lost()).as("a rig without losses sees nothing").isTrue();
  }

  private void holds(Figures figures) {
    assertThat(figures.good(Report.MOST_LOST_BY_CUT)).as(figures + "\n" + err).isTrue();
  }
}
