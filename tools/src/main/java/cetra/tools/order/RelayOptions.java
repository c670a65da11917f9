package cetra.tools.order;

import cetra.wire.key.IdentityFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which relay, as which issuer. */
final class RelayOptions {
  @Option(names = "--keys", required = true, description = "The issuer's folder.")
  private Path keys = Path.of("");

  @Option(names = "--relay", description = "The relay (${DEFAULT-VALUE}).")
  private URI relay = URI.create("https://127.0.0.1:8443");

  RelayClient client() throws IOException {
    return new RelayClient(relay, keys());
  }

  IdentityFolder keys() {
    return new IdentityFolder(keys);
  }
}
