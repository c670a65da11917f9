package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a municipality does with a clip that was delivered, by the command line alone. */
final class HandoverIT extends AtASite {
  @Test
  void fetchesHoldsVerifiesAndHandsOver() throws Exception {
    Path delivered = site.delivered(site.order());
    String id = String.valueOf(delivered.getFileName()).replace(".zip", "");
    Path zip = folder.resolve("clip.zip");
    Path custody = folder.resolve("custody.jsonl");
    Path pdf = folder.resolve("clip.pdf");
    assertThat(said(0, "clip", "hold", id, "--case", "R8-17")).contains("R8-17");
    said(0, "clip", "get", "package", id, "--out", zip.toString());
    said(0, "clip", "get", "custody", id, "--out", custody.toString());
    assertThat(Files.mismatch(zip, delivered)).isEqualTo(-1);
    assertThat(said(1, "clip", "get", "deletion", id)).contains("the relay answers 404");
    assertThat(said(2, "clip", "get", "package", "nonsense")).contains("is no UUID");

    List<String> trust = List.of("--trust", site.trust());
    assertThat(run(0, trust, "verify", zip.toString(), custody.toString()))
        .contains("clip.zip: authentic", "custody.jsonl: sound: ", "held", "downloaded");
    run(0, trust, "report", zip.toString(), "--custody", custody.toString(), "--out", "" + pdf);
    assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");

    Files.writeString(custody, Files.readString(custody).replace("\"held\"", "\"viewed\""));
    assertThat(run(1, trust, "verify", custody.toString())).contains("rejected: row ");
    run(1, trust, "report", zip.toString(), "--custody", custody.toString(), "--out", "" + pdf);
  }

  private String said(int exit, String... words) throws Exception {
    return run(exit, List.of("--keys", site.issuerKeys(), "--relay", site.api()), words);
  }

  private static String run(int exit, List<String> options, String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(options);
    Child.Ended ended = Child.run(Child.command(line), Map.of());
    assertThat(ended.exit()).as(ended.said()).isEqualTo(exit);
    return ended.said();
  }
}
