package cetra.tools.bench;

import picocli.CommandLine.Command;

/** {@code cetra bench …}. */
@Command(
    name = "bench",
    description = "Measures the agent on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {MemoryCommand.class, RecordCommand.class})
public final class BenchCommand {
  /** Made by the command line. */
  public BenchCommand() {}
}
