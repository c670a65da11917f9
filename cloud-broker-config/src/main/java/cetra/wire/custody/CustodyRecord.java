package cetra.wire.custody;

import cetra.wire.hash.Hash;
import cetra.wire.key.Trust;
import cetra.wire.log.LogKey;
import cetra.wire.message.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A custody record as a file: a JSON object a line for each row, and a last line with the relay's
 * {@link cetra.wire.log.SignedStatement} over them.
 *
 * <p>Of a whole record, what was done to it is found at the first row that it touches: its own
 * hash, its number, or the hash of the row before it do not hold. Of the rows of one clip the
 * relay's signature alone says that none is missing.
 */
public final class CustodyRecord {
  private static final int MOST_LINE = 128 << 10;

  private CustodyRecord() {}

  /** What a check came to: one line, and whether all holds. */
  public record Verdict(boolean sound, String text, List<CustodyRow> rows) {}

  /** Writes rows and a signature under them. */
  public static String text(@Nullable String clip, List<CustodyRow> rows, LogKey key, Instant now) {
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(Json.text(row)).append('\n'));
    Hash digest = Hash.over(text.toString().getBytes(StandardCharsets.UTF_8));
    CustodyStatement statement =
        new CustodyStatement(CustodyStatement.FORMAT, clip, rows.size(), digest, now);
    return text.append(Json.text(key.state(statement))).append('\n').toString();
  }

  /**
   * Checks a file.
   *
   * @param trust with the operator's key; without it no record is believed
   * @throws IOException when the disk does not give it; whatever is in it only leads to a verdict
   */
  public static Verdict verify(Path file, Trust trust) throws IOException {
    CustodyCheck check = new CustodyCheck();
    MessageDigest digest = Hash.sha256();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String next = line(lines);
      while (next != null) {
        String following = line(lines);
        if (following == null) {
          return check.signed(next, Hash.from(digest), trust.root());
        }
        check.row(Json.read(next, CustodyRow.class));
        digest.update((next + "\n").getBytes(StandardCharsets.UTF_8));
        next = following;
      }
      return new Verdict(false, "rejected: statement: the file is empty", List.of());
    } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
      return check.rejected(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String line(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    if (line != null && line.length() > MOST_LINE) {
      throw new IllegalArgumentException("a line is longer than " + MOST_LINE + " characters");
    }
    return line;
  }
}
