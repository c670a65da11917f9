package cetra.wire.log;

import cetra.wire.hash.Hash;
import java.util.Base64;
import java.util.List;

/**
 * What a log was at some size, as text (C2SP tlog-checkpoint): the log's name, its size and its
 * root in base64, a line each.
 *
 * @param log name of the log, {@code [a-z0-9./-]{1,64}}
 * @param size entries
 * @param root Merkle root over them
 */
public record Checkpoint(String log, long size, Hash root) {
  /** Refuses a name that could not stand on a line of its own, and a size below 0. */
  public Checkpoint {
    LogCredential.requireName(log);
    if (size < 0) {
      throw new IllegalArgumentException("a log of " + size + " entries");
    }
  }

  /** The three lines, each with its end. */
  String text() {
    return log + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
  }

  /**
   * Reads the three lines; more may follow (section "extension lines").
   *
   * @throws IllegalArgumentException when they are no checkpoint
   */
  static Checkpoint read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 3 || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("a checkpoint is name, size and root, a line each");
    }
    return new Checkpoint(
        lines.get(0),
        Long.parseLong(lines.get(1)),
        Hash.of(Base64.getDecoder().decode(lines.get(2))));
  }
}
