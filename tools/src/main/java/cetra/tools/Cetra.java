package cetra.tools;

import cetra.tools.bench.BenchCommand;
import cetra.tools.demo.DemoCommand;
import cetra.tools.gnss.GnssCommand;
import cetra.tools.image.ImageCommand;
import cetra.tools.keys.KeysCommand;
import cetra.tools.match.MatchCommand;
import cetra.tools.order.ClipCommand;
import cetra.tools.order.OrderCommand;
import cetra.tools.owner.OwnerCommand;
import cetra.tools.report.ReportCommand;
import cetra.tools.ring.RingCommand;
import cetra.tools.run.AgentCommand;
import cetra.tools.run.ConfigCommand;
import cetra.tools.run.RelayCommand;
import cetra.tools.schedule.ScheduleCommand;
import cetra.tools.verify.VerifyCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. Exit codes: 0 done, 1 done with a negative outcome or failed, 2 wrong use or
 * configuration, 3 the machine lacks something.
 */
@Command(
    name = "cetra",
    description = "Dashcam footage on a municipality's order, proven, and without surveillance.",
    mixinStandardHelpOptions = true,
    versionProvider = Cetra.Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      AgentCommand.class,
      RelayCommand.class,
      OrderCommand.class,
      ClipCommand.class,
      VerifyCommand.class,
      ReportCommand.class,
      OwnerCommand.class,
      RingCommand.class,
      MatchCommand.class,
      ScheduleCommand.class,
      GnssCommand.class,
      ImageCommand.class,
      BenchCommand.class,
      KeysCommand.class,
      ConfigCommand.class,
      AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "./cetra test runs all tests.",
      "Completion: source <(./cetra generate-completion)"
    })
public final class Cetra {
  private Cetra() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Cetra())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Faults());
  }

  /** Says which version this is. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cetra.class.getPackage().getImplementationVersion();
      return new String[] {
        "cetra " + (version == null ? "(unpackaged)" : version),
        "Java " + Runtime.version() + " on " + System.getProperty("os.arch")
      };
    }
  }
}
