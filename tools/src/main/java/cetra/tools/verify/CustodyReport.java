package cetra.tools.verify;

import cetra.wire.custody.CustodyRecord;
import cetra.wire.custody.CustodyRow;
import cetra.wire.key.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a custody record says, and whether it can be believed.
 *
 * @param file the record
 * @param sound whether all holds
 * @param verdict the verdict in words
 * @param rows up to the first that does not hold
 */
record CustodyReport(String file, boolean sound, String verdict, List<CustodyRow> rows) {
  /** A package is a ZIP; a record begins with a JSON object. */
  static boolean concerns(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == '{';
    }
  }

  static CustodyReport of(Path file, Trust trust) throws IOException {
    CustodyRecord.Verdict verdict = CustodyRecord.verify(file, trust);
    return new CustodyReport(file.toString(), verdict.sound(), verdict.text(), verdict.rows());
  }

  /** When, what and who, a line each. */
  List<String> lines() {
    return rows.stream()
        .map(
            row ->
                "%s  %s  %-11s %s"
                    .formatted(
                        Instant.ofEpochMilli(row.atMillis()), row.clip(), row.act(), row.who()))
        .toList();
  }
}
