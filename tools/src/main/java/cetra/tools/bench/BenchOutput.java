package cetra.tools.bench;

import cetra.wire.message.Json;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How every bench says what it measured: a table for people, or one JSON object. */
final class BenchOutput {
  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  BenchOutput() {}

  void print(CommandSpec spec, Object result, List<String> table) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(result));
    } else {
      table.forEach(out::println);
    }
    out.flush();
  }
}
