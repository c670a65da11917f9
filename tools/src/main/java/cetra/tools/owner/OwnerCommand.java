package cetra.tools.owner;

import picocli.CommandLine.Command;

/** {@code cetra owner …}. */
@Command(
    name = "owner",
    description = "For the owner of a car: what was asked and given, the policy, taking back.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LedgerCommand.class,
      PolicyCommand.class,
      WithdrawCommand.class,
      PageCommand.class
    })
public final class OwnerCommand {
  /** Made by the command line. */
  public OwnerCommand() {}
}
