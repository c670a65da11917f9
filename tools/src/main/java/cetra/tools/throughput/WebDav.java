package cetra.tools.throughput;

import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Debian's nginx as a WebDAV server with mutual TLS, as many workers as there are processors. */
final class WebDav implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/sbin/nginx");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long NAP_MILLIS = 20;

  private final Path folder;
  private final Process process;
  private final int port;

  private WebDav(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  static WebDav start(Path folder, TlsIdentity identity) throws IOException, InterruptedException {
    if (!Files.exists(BINARY)) {
      throw new IOException("there is no nginx; install it with: sudo apt-get install nginx-light");
    }
    Files.createDirectories(folder.resolve("files"));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path file =
        Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, identity));
    Process process =
        new ProcessBuilder(BINARY.toString(), "-c", file.toString(), "-p", folder.toString())
            .inheritIO()
            .start();
    WebDav started = new WebDav(folder, process, port);
    started.awaitServing();
    return started;
  }

  private static String configuration(Path folder, int port, TlsIdentity identity) {
    return """
      user root;
      worker_processes %d;
      daemon off;
      pid %2$s/nginx.pid;
      error_log stderr error;
      events { worker_connections 2048; }
      http {
        access_log off;
        client_max_body_size 0;
        client_body_temp_path %2$s/body;
        proxy_temp_path %2$s/proxy;
        fastcgi_temp_path %2$s/fastcgi;
        uwsgi_temp_path %2$s/uwsgi;
        scgi_temp_path %2$s/scgi;
        server {
          listen 127.0.0.1:%3$d ssl;
          ssl_certificate %4$s;
          ssl_certificate_key %5$s;
          ssl_client_certificate %6$s;
          ssl_verify_client on;
          ssl_protocols TLSv1.3;
          root %2$s/files;
          location / { dav_methods PUT; }
        }
      }
      """
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            folder,
            port,
            identity.certificates(),
            identity.key(),
            identity.trust());
  }

  private void awaitServing() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!serves()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IOException("nginx does not serve within " + PATIENCE);
      }
      Thread.sleep(NAP_MILLIS);
    }
  }

  private boolean serves() {
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  URI file(String name) {
    return URI.create("https://127.0.0.1:" + port + "/" + name);
  }

  /** Master and workers. */
  List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** Forces the files to the disk, which nginx does not. */
  void force(List<String> names) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of("sync"),
                names.stream().map(name -> folder.resolve("files").resolve(name).toString()))
            .toList();
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("sync failed");
    }
  }

  void forget(List<String> names) throws IOException {
    for (String name : names) {
      Files.delete(folder.resolve("files").resolve(name));
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
