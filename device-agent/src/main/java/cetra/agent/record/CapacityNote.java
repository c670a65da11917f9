package cetra.agent.record;

import cetra.wire.message.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.tinylog.Logger;

/** What is known of the card's capacity, kept on the card itself. */
final class CapacityNote {
  /**
   * What is known.
   *
   * @param proved whether the whole budget was written and read back once
   * @param limitBytes what a card holds that says more; 0 where it does not
   */
  record Verdict(boolean proved, long limitBytes) {}

  /** The file's name. */
  static final String NAME = "capacity.json";

  private static final Verdict NOTHING = new Verdict(false, 0);
  private static final int MOST_BYTES = 1000;

  private final RingFolder folder;

  CapacityNote(RingFolder folder) {
    this.folder = folder;
  }

  Verdict read() {
    try {
      boolean there = Files.exists(file()) && Files.size(file()) <= MOST_BYTES;
      return there ? Json.read(Files.readAllBytes(file()), Verdict.class) : NOTHING;
    } catch (IOException | IllegalArgumentException e) {
      Logger.warn("{} cannot be read, the card is proved again: {}", file(), e.getMessage());
      return NOTHING;
    }
  }

  void write(Verdict verdict) throws IOException {
    folder.requireMounted();
    Path fresh = folder.path().resolve(NAME + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(Json.bytes(verdict));
      while (text.hasRemaining()) {
        out.write(text);
      }
      out.force(true);
    }
    Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
    folder.force();
  }

  private Path file() {
    return folder.path().resolve(NAME);
  }
}
