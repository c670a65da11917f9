package cetra.tools.gnss;

import picocli.CommandLine.Command;

/** {@code cetra gnss …}. */
@Command(
    name = "gnss",
    description = "Looks into what a satellite navigation receiver said.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = DecodeCommand.class)
public final class GnssCommand {
  /** Made by the command line. */
  public GnssCommand() {}
}
