package cetra.tools.throughput;

import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's curl, which sends all at once; the same client for both servers. */
final class Curl {
  /**
   * One file to be sent.
   *
   * @param car who sends it
   * @param method PUT or POST
   * @param headers as they stand in the request
   */
  record Upload(TlsIdentity car, URI to, String method, Path file, List<String> headers) {}

  private final Path folder;

  Curl(Path folder) {
    this.folder = folder;
  }

  /**
   * Sends all, at the same time.
   *
   * @throws IOException when one is not taken; says what curl says
   */
  void send(List<Upload> uploads) throws IOException, InterruptedException {
    StringBuilder config = new StringBuilder();
    config.append("parallel\nparallel-immediate\nparallel-max = %d%n".formatted(uploads.size()));
    for (Upload upload : uploads) {
      config.append(config.indexOf("url") < 0 ? "" : "next\n");
      line(config, "url", upload.to().toString());
      line(config, "request", upload.method());
      line(config, "upload-file", upload.file().toString());
      line(config, "output", "/dev/null");
      line(config, "cert", upload.car().certificates().toString());
      line(config, "key", upload.car().key().toString());
      line(config, "cacert", upload.car().trust().toString());
      line(config, "header", "Expect:");
      upload.headers().forEach(header -> line(config, "header", header));
      config.append("http1.1\nsilent\nshow-error\nfail\n");
    }
    Path file = Files.writeString(folder.resolve("curl.conf"), config);
    Process curl =
        new ProcessBuilder("curl", "--config", file.toString()).redirectErrorStream(true).start();
    String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (curl.waitFor() != 0) {
      throw new IOException("curl ends with %d: %s".formatted(curl.exitValue(), said.strip()));
    }
  }

  private static void line(StringBuilder config, String name, String value) {
    config.append(name).append(" = \"").append(value).append("\"\n");
  }
}
