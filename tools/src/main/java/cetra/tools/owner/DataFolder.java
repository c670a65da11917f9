package cetra.tools.owner;

import cetra.agent.consent.OwnerPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names a device. */
final class DataFolder {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The device's data folder, `data` of its configuration (${DEFAULT-VALUE}).")
  private Path data = Path.of("agent-data");

  @SuppressWarnings("NullAway.Init")
  DataFolder() {}

  Path path() {
    return data;
  }

  /** The index in it. */
  Path index() throws IOException {
    Path index = data.resolve("index.sqlite");
    if (!Files.exists(index)) {
      throw new IOException(data + " holds no index.sqlite; name the device's data with --data");
    }
    return index;
  }

  /** The owner's page; empty when the device does not run, or has none. */
  Optional<URI> page() throws IOException {
    Path link = data.resolve(OwnerPage.LINK);
    return Files.exists(link)
        ? Optional.of(URI.create(Files.readString(link).strip()))
        : Optional.empty();
  }
}
