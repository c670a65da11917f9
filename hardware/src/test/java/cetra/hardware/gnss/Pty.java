package cetra.hardware.gnss;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A pseudo-terminal of the kernel as the serial port of a receiver: what is sent here arrives
 * there, and to close it is to unplug the receiver. Debian's {@code socat} makes it.
 */
final class Pty implements AutoCloseable {
  private final Process socat;
  private final Path port;

  private Pty(Process socat, Path port) {
    this.socat = socat;
    this.port = port;
  }

  /** Plugs a receiver in, whose port is found where the link points to. */
  static Pty plugIn(Path link) throws IOException {
    Process socat =
        new ProcessBuilder("socat", "-u", "STDIN", "PTY,raw,echo=0,link=" + link)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().until(() -> Files.exists(link) || !socat.isAlive());
    return new Pty(socat, link.toRealPath());
  }

  /** The port, such as {@code /dev/pts/3}. */
  String port() {
    return port.toString();
  }

  void send(String text) throws IOException {
    OutputStream to = socat.getOutputStream();
    to.write(text.getBytes(StandardCharsets.ISO_8859_1));
    to.flush();
  }

  @Override
  public void close() {
    unplug();
  }

  void unplug() {
    try {
      socat.destroy();
      socat.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
