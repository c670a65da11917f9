package cetra.relay.api;

import cetra.wire.key.KeyFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file from which the owner of the relay can always open the console: one line, a login link
 * that has not been used and has not expired. Who can read the file is let in, so it is its owner's
 * alone (mode 0600). For many threads.
 */
final class ConsoleLink implements AutoCloseable {
  private final Path file;
  private final Accounts accounts;
  private int port;
  private @Nullable String token;

  /** A link that is not written yet. */
  ConsoleLink(Path file, Accounts accounts) {
    this.file = file;
    this.accounts = accounts;
  }

  /** Writes the first link, now that it is known where the console listens. */
  synchronized void open(int at) throws IOException {
    port = at;
    renew();
  }

  /** Writes another link when the one in the file is good no more. */
  synchronized void renew() throws IOException {
    boolean listening = port > 0;
    if (listening && (token == null || !accounts.opens(token))) {
      String fresh = accounts.newLink();
      KeyFile.writeSecret(file, link(fresh) + "\n");
      token = fresh;
    }
  }

  /** A link beside that of the file. */
  synchronized URI another() {
    return link(accounts.newLink());
  }

  /** Nothing answers to the link any more. */
  @Override
  public synchronized void close() throws IOException {
    port = 0;
    Files.deleteIfExists(file);
  }

  private URI link(String of) {
    return URI.create("http://" + HttpApi.LOOPBACK + ":" + port + "/?token=" + of);
  }
}
