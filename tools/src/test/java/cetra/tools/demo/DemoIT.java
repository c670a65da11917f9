package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.tools.verify.VerifyCommand;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The main job, as a user runs it, and what can be done to its result. */
final class DemoIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "mosquitto", "artemis"})
  void bringsAVerifiedClipOverEveryBroker(String broker) throws Exception {
    JsonNode result = demo(broker);
    assertThat(result.path("verified").asInt()).isEqualTo(1);
    assertThat(result.path("matched").asInt()).isEqualTo(2);
    assertThat(result.path("falseOffers").asInt()).isZero();
    assertThat(result.path("firstClipMs").asLong()).isPositive();
    assertThat(verify(clip())).isEqualTo("0 authentic");
    Path view = Path.of(clip().toString().replace(".zip", ".view.mp4"));
    assertThat(decodedPictures(view)).isEqualTo(recordedPictures(clip()));
  }

  @Test
  void aChangedClipIsRejectedWithTheFragment() throws Exception {
    demo("embedded");
    Path clip = clip();
    byte[] original = Files.readAllBytes(clip);
    FragmentedMp4 layout;
    try (EvidencePackage opened = EvidencePackage.open(clip)) {
      layout = FragmentedMp4.scan(opened.file(), EvidencePackage.CLIP_OFFSET, opened.clipLength());
    }
    int fifth = (int) (EvidencePackage.CLIP_OFFSET + layout.fragments().get(5).offset());
    int sixth = (int) (EvidencePackage.CLIP_OFFSET + layout.fragments().get(6).offset());
    int seventh = (int) (EvidencePackage.CLIP_OFFSET + layout.fragments().get(7).offset());

    byte[] oneBit = original.clone();
    oneBit[sixth + 300] ^= 1;
    assertThat(verify(changed(oneBit))).startsWith("1 rejected: fragment at fragment 6");

    byte[] dropped = joined(part(original, 0, fifth), part(original, sixth, original.length));
    assertThat(verify(changed(dropped))).startsWith("1 rejected: fragment at fragment 5");

    byte[] swapped =
        joined(
            part(original, 0, fifth),
            part(original, sixth, seventh),
            part(original, fifth, sixth),
            part(original, seventh, original.length));
    assertThat(verify(changed(swapped))).startsWith("1 rejected: fragment at fragment 5");
  }

  /** What a decoder that is not ours makes of a file; a complaint of it fails. */
  private static int decodedPictures(Path video) throws Exception {
    Process probe =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-count_frames",
                "-select_streams",
                "v",
                "-show_entries",
                "stream=nb_read_frames",
                "-of",
                "csv=p=0",
                video.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(probe.waitFor()).as(said).isZero();
    return Integer.parseInt(said);
  }

  private static int recordedPictures(Path clip) throws IOException {
    try (EvidencePackage opened = EvidencePackage.open(clip)) {
      return FragmentedMp4.scan(opened.file(), EvidencePackage.CLIP_OFFSET, opened.clipLength())
          .fragments()
          .stream()
          .mapToInt(Fragment::pictures)
          .sum();
    }
  }

  private JsonNode demo(String broker) throws IOException {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new DemoCommand())
            .setOut(new PrintWriter(out, true))
            .execute(
                "--once",
                "--json",
                "--cars",
                "3",
                "--history",
                "90",
                "--broker",
                broker,
                "--folder",
                folder.resolve("demo").toString());
    assertThat(exit).isZero();
    return Json.mapper().readTree(out.toString());
  }

  private Path clip() throws IOException {
    try (Stream<Path> inside = Files.list(folder.resolve("demo/relay/vault/delivered"))) {
      return inside.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
    }
  }

  private Path changed(byte[] octets) throws IOException {
    return Files.write(folder.resolve("demo/relay/vault/changed.zip"), octets);
  }

  /** Exit code and verdict of the command line. */
  private static String verify(Path file) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new VerifyCommand())
            .setOut(new PrintWriter(out, true))
            .execute(file.toString());
    return exit + out.toString().lines().findFirst().orElse("").replace(file + ":", "");
  }

  private static byte[] part(byte[] octets, int from, int to) {
    return Arrays.copyOfRange(octets, from, to);
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
