package cetra.relay.deliver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A time stamp authority that is really one: openssl's, behind HTTP. */
final class TrialTimeAuthority implements AutoCloseable {
  private final Path folder;
  private final HttpServer server;
  private volatile boolean ill;

  TrialTimeAuthority(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    Files.writeString(folder.resolve("serial"), "01\n");
    Files.writeString(
        folder.resolve("tsa.cnf"),
        """
        [req]
        distinguished_name = name
        [name]
        [ca]
        basicConstraints = critical,CA:TRUE
        [stamps]
        basicConstraints = critical,CA:FALSE
        keyUsage = critical,digitalSignature
        extendedKeyUsage = critical,timeStamping
        [tsa]
        serial = %1$s/serial
        signer_cert = %1$s/tsa.crt
        certs = %1$s/ca.crt
        signer_key = %1$s/tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        ess_cert_id_alg = sha256
        """
            .formatted(folder));
    String[] key = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-x509"};
    openssl(
        joined(key, "req", "-keyout", "ca.key", "-out", "ca.crt", "-extensions", "ca", "trial CA"));
    openssl(
        joined(
            key,
            "req",
            "-keyout",
            "tsa.key",
            "-out",
            "tsa.crt",
            "-extensions",
            "stamps",
            "trial TSA"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private String[] joined(String[] key, String... words) {
    List<String> line = new ArrayList<>(List.of(words[0]));
    line.addAll(List.of(key));
    line.addAll(List.of(words).subList(1, words.length - 1));
    line.addAll(List.of("-subj", "/CN=" + words[words.length - 1], "-config", "tsa.cnf"));
    if (words[words.length - 1].endsWith("TSA")) {
      line.addAll(List.of("-CA", "ca.crt", "-CAkey", "ca.key"));
    }
    return line.toArray(String[]::new);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  Path certificate() {
    return folder.resolve("ca.crt");
  }

  /** From now on it is broken, or well again. */
  void ill(boolean now) {
    ill = now;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      Files.write(folder.resolve("query"), exchange.getRequestBody().readAllBytes());
      openssl(
          "ts",
          "-reply",
          "-config",
          "tsa.cnf",
          "-section",
          "tsa",
          "-queryfile",
          "query",
          "-out",
          "reply");
      byte[] reply = Files.readAllBytes(folder.resolve("reply"));
      exchange.sendResponseHeaders(ill ? 503 : 200, reply.length);
      exchange.getResponseBody().write(reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private void openssl(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("openssl"));
    line.addAll(List.of(words));
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("said")));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
