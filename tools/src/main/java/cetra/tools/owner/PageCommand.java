package cetra.tools.owner;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cetra owner page}. */
@Command(
    name = "page",
    description = "The link of the owner's page, which a running device with owner_port serves.")
final class PageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataFolder data;

  @SuppressWarnings("NullAway.Init")
  PageCommand() {}

  @Override
  public Integer call() throws IOException {
    spec.commandLine()
        .getOut()
        .println(
            data.page()
                .orElseThrow(
                    () ->
                        new IOException(
                            "no page in "
                                + data.path()
                                + ": the device does not run, or its owner_port is -1")));
    return 0;
  }
}
