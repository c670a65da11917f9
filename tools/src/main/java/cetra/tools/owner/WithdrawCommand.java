package cetra.tools.owner;

import cetra.agent.consent.Withdrawals;
import cetra.agent.index.ClipIndex;
import cetra.wire.key.IdentityFolder;
import cetra.wire.store.Database;
import cetra.wire.store.FolderLock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra owner withdraw}. */
@Command(
    name = "withdraw",
    description = {
      "Takes back all that was agreed to for an order: nothing more of it is offered or uploaded,",
      "and the relay deletes what it has not delivered. A running device is told by its page; of",
      "one that does not run the relay hears when it next does. Exits 1 when there was nothing."
    })
final class WithdrawCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataFolder data;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "The device's keys, where it does not run (${DEFAULT-VALUE}).")
  private Path keys = Path.of("agent-keys");

  @Parameters(paramLabel = "ORDER", description = "The order's id, as the ledger has it.")
  private String order;

  @SuppressWarnings("NullAway.Init")
  WithdrawCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!order.matches("[0-9a-f-]{36}")) {
      throw new IllegalArgumentException(
          "'" + order + "' is no order's id; see ./cetra owner ledger");
    }
    Path index = data.index();
    Optional<URI> page = data.page();
    int clips = page.isPresent() ? ask(page.get()) : withdraw(index);
    spec.commandLine().getOut().println(clips + " clip(s) taken back");
    return clips > 0 ? 0 : 1;
  }

  private int ask(URI page) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(page.resolve("/withdraw?" + page.getRawQuery()))
              .POST(HttpRequest.BodyPublishers.ofString("order=" + order))
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response
          .headers()
          .firstValue("Cetra-Clips")
          .map(Integer::parseInt)
          .orElseThrow(
              () -> new IOException("the device answers " + response.statusCode() + " " + page));
    }
  }

  private int withdraw(Path index) throws IOException {
    FolderLock lock =
        FolderLock.take(data.path(), "lock", "a device that runs without an owner_port");
    try (lock;
        Database database = ClipIndex.open(index)) {
      String device = new IdentityFolder(keys).tls().name();
      return new Withdrawals(database, device, Clock.systemUTC()).withdraw(order);
    }
  }
}
