package cetra.wire.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.key.Trust;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The packages in the repository get the verdicts written beside them, from both verifiers. */
final class EvidenceVectorsIT {
  private static final Path SECOND = Path.of("../tools/verify-independent/verify.py");
  private static final Path TRUST = EvidenceVectors.FOLDER.resolve("trust.pem");

  private static Map<String, String> expected() throws IOException {
    JsonNode verdicts =
        Json.mapper().readTree(EvidenceVectors.FOLDER.resolve("verdicts.json").toFile());
    Map<String, String> expected = new TreeMap<>();
    verdicts.properties().forEach(entry -> expected.put(entry.getKey(), entry.getValue().asText()));
    assertThat(expected).hasSizeGreaterThanOrEqualTo(10);
    return expected;
  }

  /** As far as the format words it. */
  private static String worded(String verdict) {
    int detail = verdict.indexOf(": ", "rejected: ".length());
    return verdict.startsWith("rejected: ") ? verdict.substring(0, detail) : verdict;
  }

  @Test
  void oursSaysWhatIsWrittenThere() throws IOException {
    PackageVerifier verifier = new PackageVerifier(Trust.read(TRUST));
    for (Map.Entry<String, String> vector : expected().entrySet()) {
      EvidenceVerdict verdict = verifier.verify(EvidenceVectors.FOLDER.resolve(vector.getKey()));
      assertThat(worded(verdict.text())).as(vector.getKey()).isEqualTo(vector.getValue());
    }
  }

  @Test
  void theSecondVerifierSaysSoToo() throws Exception {
    Map<String, String> expected = expected();
    List<String> command =
        new ArrayList<>(
            List.of("python3", SECOND.toString(), "--trust", TRUST.toString(), "--json"));
    expected.keySet().forEach(name -> command.add(EvidenceVectors.FOLDER.resolve(name).toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, String> found = new TreeMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line : lines.lines().toList()) {
        JsonNode verdict = Json.mapper().readTree(line);
        String name = String.valueOf(Path.of(verdict.path("package").asText()).getFileName());
        found.put(name, worded(verdict.path("verdict").asText()));
      }
    }
    assertThat(found).isEqualTo(expected);
    assertThat(process.waitFor()).as("one of them is not authentic").isEqualTo(1);
  }
}
