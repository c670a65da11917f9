package cetra.tools.bench;

import cetra.tools.powercut.PowercutCommand;
import picocli.CommandLine.Command;

/** {@code cetra bench …}. */
@Command(
    name = "bench",
    description = "Puts the recorder to the test on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = PowercutCommand.class)
public final class BenchCommand {
  /** Made by the command line. */
  public BenchCommand() {}
}
