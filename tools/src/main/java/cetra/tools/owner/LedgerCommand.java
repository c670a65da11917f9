package cetra.tools.owner;

import cetra.agent.index.LedgerCopy;
import cetra.agent.index.LedgerStore;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra owner ledger}. */
@Command(
    name = "ledger",
    description = {
      "Every question and answer, oldest first. Exits 1 when a row was changed or taken out, and",
      "says which. Only reads; the device may run."
    })
final class LedgerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataFolder data;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  LedgerCommand() {}

  @Override
  public Integer call() throws IOException {
    LedgerCopy ledger = LedgerCopy.read(data.index());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(ledger));
    } else {
      ledger.rows().forEach(row -> out.println(line(row)));
    }
    out.flush();
    if (ledger.firstBroken() >= 0) {
      spec.commandLine()
          .getErr()
          .println("row " + ledger.firstBroken() + " does not follow from those before it");
    }
    return ledger.firstBroken() < 0 ? 0 : 1;
  }

  private static String line(LedgerStore.Row row) {
    return "%s  %-10s %s  %s".formatted(row.at(), row.event(), row.orderId(), row.detail());
  }
}
