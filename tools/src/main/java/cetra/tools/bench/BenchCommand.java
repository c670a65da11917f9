package cetra.tools.bench;

import cetra.tools.powercut.PowercutCommand;
import picocli.CommandLine.Command;

/** {@code cetra bench …}. */
@Command(
    name = "bench",
    description = "Measures agent and relay on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MemoryCommand.class,
      RecordCommand.class,
      MatchBenchCommand.class,
      OrdersCommand.class,
      ScheduleBenchCommand.class,
      SilenceCommand.class,
      TamperCommand.class,
      VerifyBenchCommand.class,
      IndexCommand.class,
      UploadCommand.class,
      RoadsCommand.class,
      EstimatesCommand.class,
      PowercutCommand.class
    })
public final class BenchCommand {
  /** Made by the command line. */
  public BenchCommand() {}
}
