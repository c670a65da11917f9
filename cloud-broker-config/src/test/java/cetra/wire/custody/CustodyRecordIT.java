package cetra.wire.custody;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.hash.Hash;
import cetra.wire.key.Authority;
import cetra.wire.key.Trust;
import cetra.wire.log.SyntheticLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a record of 10,000 rows, both verifiers name the row. */
@SuppressWarnings("NullAway.Init")
final class CustodyRecordIT {
  private static final Path SECOND = Path.of("../tools/verify-independent/verify.py");
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final int ROWS = 10_000;
  private static final int TAMPERED = 60;

  private final SyntheticLog log = new SyntheticLog(NOW);
  private final List<Path> files = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  @TempDir private Path folder;
  private List<String> lines;
  private Path trust;

  @BeforeEach
  void write() throws IOException {
    List<CustodyRow> rows = new ArrayList<>();
    Hash before = CustodyRow.NONE;
    for (int number = 1; number <= ROWS; number++) {
      String clip = "clip" + number % 7;
      rows.add(CustodyRow.after(before, number, NOW.toEpochMilli(), clip, "viewed", "開成町"));
      before = rows.getLast().hash();
    }
    lines = CustodyRecord.text(null, rows, log.key(), NOW).lines().toList();
    trust = folder.resolve("trust.pem");
    Authority operator = Authority.create("operator", NOW);
    new Trust(List.of(operator.certificate()), Optional.of(log.root())).write(trust);
  }

  private void file(List<String> changed, String verdict) throws IOException {
    Path file = folder.resolve(files.size() + ".jsonl");
    files.add(Files.writeString(file, String.join("\n", changed) + "\n"));
    expected.add(verdict);
  }

  @Test
  void bothVerifiersNameTheRow() throws Exception {
    file(lines, "sound: 10000 rows");
    Random random = new Random(20_261_125);
    for (int i = 0; i < TAMPERED; i++) {
      tamper(i % 4, random.nextInt(ROWS - 1));
    }
    List<String> unsigned = new ArrayList<>(lines);
    unsigned.set(ROWS, lines.get(ROWS).replace("\"statement\":\"e", "\"statement\":\"f"));
    file(unsigned, "rejected: statement");
    file(lines.subList(0, ROWS - 1), "rejected: statement");
    List<String> shorter = new ArrayList<>(lines);
    shorter.remove(ROWS - 1);
    file(shorter, "rejected: statement");
    assertThat(ours()).isEqualTo(expected);
    assertThat(seconds()).isEqualTo(expected);
  }

  private void tamper(int kind, int row) throws IOException {
    List<String> changed = new ArrayList<>(lines);
    switch (kind) {
      case 0 -> changed.set(row, lines.get(row).replace("開成町", "小田原市"));
      case 1 -> changed.set(row, lines.get(row).replace("\"viewed\"", "\"deleted\""));
      case 2 -> Collections.swap(changed, row, row + 1);
      default -> changed.remove(row);
    }
    // the first of two that were swapped may stand in the record of one clip
    file(changed, "rejected: row " + (row + (kind == 2 ? 2 : 1)));
  }

  private List<String> ours() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      found.add(worded(CustodyRecord.verify(file, Trust.read(trust)).text()));
    }
    return found;
  }

  private List<String> seconds() throws Exception {
    List<String> command =
        new ArrayList<>(List.of("python3", SECOND.toString(), "--trust", trust.toString()));
    files.forEach(file -> command.add(file.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> found = new ArrayList<>();
    try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line : answers.lines().toList()) {
        found.add(worded(line.substring(line.indexOf(": ") + 2)));
      }
    }
    assertThat(process.waitFor()).isEqualTo(1);
    return found;
  }

  private static String worded(String verdict) {
    int detail = verdict.indexOf(": ", "rejected: ".length());
    return verdict.startsWith("rejected: ") ? verdict.substring(0, detail) : verdict;
  }
}
