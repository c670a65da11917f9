package cetra.tools.ring;

import picocli.CommandLine.Command;

/** {@code cetra ring …}. */
@Command(
    name = "ring",
    description = {
      "Looks into a ring that is not in use, such as on a card pulled out of the car.",
      "Only reads: works on a read-only mount, without keys and without the index."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LsCommand.class, InspectCommand.class, FsckCommand.class, ExportCommand.class})
public final class RingCommand {
  /** Made by the command line. */
  public RingCommand() {}
}
