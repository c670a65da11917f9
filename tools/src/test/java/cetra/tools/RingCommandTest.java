package cetra.tools;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.tools.ring.CarRing;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card is pulled out of the car. */
final class RingCommandTest {
  private static final String BOOT = "3f6f0d0e-74a5-4f5e-9a0d-1c9f6f3f2b11";
  private static final String NEXT = "77777777-74a5-4f5e-9a0d-1c9f6f3f2b11";

  @TempDir Path folder;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private CarRing car;

  @BeforeEach
  void aCarThatHasDriven() throws Exception {
    car = new CarRing(folder).drive(BOOT, 35);
  }

  @Test
  void listsSegmentsWithTheirTimesAndASummary() throws IOException {
    assertThat(run("ls", data())).isZero();
    assertThat(out.toString())
        .contains("0000000000  3f6f0d0e  2026-05-01T12:00:00Z ±", "2026-05-01T12:00:10Z")
        .contains("4 segments", "1 boots", "gaps: none", "holds: as in");
    assertThat(out.toString().lines().filter(line -> line.contains("20 fragments"))).hasSize(3);
  }

  @Test
  void findsTheRingFromTheRingTheDataFolderAndTheCard() {
    for (Path place : List.of(car.data, car.data.resolve("ring"), folder)) {
      assertThat(run("ls", place.toString())).as(place.toString()).isZero();
      assertThat(out.toString()).contains("4 segments").contains("holds: as in");
    }
  }

  @Test
  void listsForMachines() throws IOException {
    assertThat(run("ls", data(), "--json")).isZero();
    JsonNode listing = Json.mapper().readTree(out.toString());
    assertThat(listing.at("/segments/1/begins").asText()).isEqualTo("2026-05-01T12:00:10Z");
    assertThat(listing.at("/segments/1/heldBy").isEmpty()).isTrue();
    assertThat(listing.at("/segments").size()).isEqualTo(4);
    assertThat(listing.at("/gaps").isEmpty()).isTrue();
  }

  @Test
  void saysWhatIsHeldAndByWhat() throws Exception {
    car.hold(BOOT, 12, 15, "order-7");
    run("ls", data());
    List<String> held = out.toString().lines().filter(line -> line.contains("held by")).toList();
    assertThat(held).hasSize(1);
    assertThat(held.getFirst()).startsWith("0000000001").contains("order order-7 (MATCHED)");
  }

  @Test
  void worksWithoutTheIndexAndSaysThatHoldsAreUnknown() throws IOException {
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(car.data.resolve("index.sqlite" + ending));
    }
    assertThat(run("ls", data())).isZero();
    assertThat(out.toString()).contains("holds: unknown", "2026-05-01T12:00:10Z");
  }

  @Test
  void aBrokenIndexDoesNotHideTheRing() throws IOException {
    Files.write(car.data.resolve("index.sqlite"), new byte[5000]);
    assertThat(run("ls", data())).isZero();
    assertThat(out.toString()).contains("4 segments", "holds: unknown");
  }

  @Test
  void saysWhereTimeIsMissingAndWhy() throws Exception {
    car.tear();
    car.drive(NEXT, 12, false, 5);
    Files.delete(car.segments().get(1));
    run("ls", data());
    assertThat(out.toString())
        .contains("recovered")
        .contains("segment 0 to 2, 10.0 s: segments overwritten or taken out")
        .contains("segment 3 to 4, unknown length: power cut or crash")
        .contains("time unknown, boot+0.000s")
        .contains("the time of ");
  }

  @Test
  void tellsASilentCameraFromAPowerCut() throws Exception {
    CarRing other = new CarRing(folder.resolve("other")).drive(BOOT, 25, true, 10);
    other.drive(NEXT, 5);
    run("ls", other.data.toString());
    assertThat(out.toString())
        .contains("5.0 s: no pictures from the camera")
        .contains("stopped and started again")
        .doesNotContain("power cut");
  }

  @Test
  void inspectsOneSegment() throws IOException {
    Path second = car.segments().get(1);
    for (String[] place :
        new String[][] {{"inspect", second.toString()}, {"inspect", data(), "--segment", "1"}}) {
      assertThat(run(place)).as(err.toString()).isZero();
      assertThat(out.toString())
          .contains("device    car0000000000001", "avc1 256×144", "the head of segment 0")
          .contains("signature there; checked only with --certificate")
          .contains("leaf ok", ", key", "fixes     10", "verdict   whole: 20 fragments");
    }
  }

  @Test
  void checksTheSignatureOfASegmentByTheDevicesCertificate() throws IOException {
    String file = car.segments().getFirst().toString();
    assertThat(run("inspect", file, "--certificate", certificate())).isZero();
    assertThat(out.toString()).contains("signature valid");
    Path another = new CarRing(folder.resolve("other")).keys.folder().resolve("evidence.crt");
    assertThat(run("inspect", file, "--certificate", another.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("NOT the given key's");
  }

  @Test
  void inspectsWhatAPowerCutLeft() throws IOException {
    Path torn = car.tear();
    assertThat(run("inspect", torn.toString())).isZero();
    assertThat(out.toString()).contains("torn: never closed", "torn tail ", "9 whole fragments");
  }

  @Test
  void aWholeRingIsWhole() {
    assertThat(run("fsck", data(), "--certificate", certificate())).isZero();
    assertThat(out.toString()).contains("4 segments, 0 damaged; signatures checked: whole");
  }

  @Test
  void namesSegmentFragmentAndSecondOfAFlippedBit() throws IOException {
    car.flip(car.segments().get(2), 7);
    assertThat(run("fsck", data())).isEqualTo(1);
    assertThat(out.toString())
        .contains("segment 2 damaged: fragment 7, second 3.500 (2026-05-01T12:00:23.500Z)")
        .contains("its octets are not those recorded", "1 damaged", "nothing was repaired");
    assertThat(run("fsck", data(), "--json")).isEqualTo(1);
    JsonNode result = Json.mapper().readTree(out.toString());
    assertThat(result.at("/segments/2/fragment").asInt()).isEqualTo(7);
    assertThat(result.at("/whole").asBoolean()).isFalse();
  }

  @Test
  void aChangedHeadBreaksTheChainAndTheSignature() throws IOException {
    car.flipHead(car.segments().get(1));
    assertThat(run("fsck", data())).isEqualTo(1);
    assertThat(out.toString()).contains("gap: segment 1 to 2", "the chain is broken");
    assertThat(run("fsck", data(), "--certificate", certificate())).isEqualTo(1);
    assertThat(out.toString()).contains("segment 1 damaged: its head is not signed");
  }

  @Test
  void aSegmentThatWasCutOffIsDamagedFromThereOn() throws IOException {
    Path cut = car.segments().get(1);
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(run("fsck", data())).isEqualTo(1);
    assertThat(out.toString()).contains("segment 1 damaged: fragment ", "its end is missing");
    run("ls", data());
    assertThat(out.toString()).contains("damaged: its end is missing");
  }

  @Test
  void aTornSegmentIsNoDamage() throws IOException {
    car.tear();
    assertThat(run("fsck", data())).isZero();
    assertThat(out.toString())
        .contains("segment 3 torn: 9 whole fragments, which the agent recovers at its next start");
  }

  @Test
  void aFileThatIsNoVideoAtAllIsNamed() throws IOException {
    Files.write(car.segments().get(2), new byte[9000]);
    assertThat(run("fsck", data())).isEqualTo(1);
    assertThat(out.toString()).contains("segment 2 damaged: it holds no video");
  }

  @Test
  void leavesForeignFilesAlone() throws IOException {
    Files.writeString(car.data.resolve("ring/holiday.jpg"), "x");
    assertThat(run("fsck", data())).isZero();
    assertThat(out.toString()).contains("holiday.jpg is no segment, and left alone");
  }

  @Test
  void anEmptyRingIsARing() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("new/ring"));
    assertThat(run("ls", empty.toString())).isZero();
    assertThat(out.toString()).contains("0 segments");
    assertThat(run("fsck", empty.toString())).isZero();
  }

  @Test
  void refusesWhatIsNoRing() throws IOException {
    Path no = Files.createDirectories(folder.resolve("no"));
    for (String command : List.of("ls", "fsck")) {
      assertThat(run(command, no.toString())).isEqualTo(2);
      assertThat(err.toString()).contains("is no ring").doesNotContain("\tat ");
    }
    assertThat(run("ls", no.resolve("nothing").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no such folder");
  }

  @Test
  void changesNothingOnTheCard() throws IOException {
    car.tear();
    List<String> before = contents();
    run("ls", data());
    run("fsck", data());
    run("inspect", data(), "--segment", "0");
    run("export", data(), "--segment", "0..9", "--out", folder.resolve("films").toString());
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void exportsATimeFromTheKeyFrameBeforeIt() throws IOException {
    Path film = folder.resolve("film.mp4");
    assertThat(
            run(
                "export",
                data(),
                "--from",
                "2026-05-01T21:00:05.700+09:00",
                "--to",
                "2026-05-01T12:00:12Z",
                "--out",
                film.toString()))
        .as(err.toString())
        .isZero();
    JsonNode note = Json.mapper().readTree(folder.resolve("film.json").toFile());
    assertThat(note.at("/from").asText()).isEqualTo("2026-05-01T12:00:05Z");
    assertThat(note.at("/to").asText()).isEqualTo("2026-05-01T12:00:12Z");
    assertThat(note.at("/pictures").asInt()).isEqualTo(70);
    assertThat(note.at("/what").asText()).contains("not an evidence package");
    assertThat(out.toString()).contains("not an evidence package");
    assertThat(pictures(film)).isEqualTo(70);
  }

  @Test
  void exportsOneFileARecordingWithWhatIsTorn() throws Exception {
    car.drive(NEXT, 12);
    Files.delete(car.segments().get(1));
    car.tear();
    Path films = folder.resolve("films");
    assertThat(run("export", data(), "--segment", "0..99", "--out", films.toString())).isZero();
    try (Stream<Path> files = Files.list(films)) {
      List<Path> videos = files.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
      assertThat(videos).hasSize(2);
      assertThat(pictures(videos.getFirst())).isEqualTo(250);
      assertThat(pictures(videos.getLast())).isEqualTo(115);
    }
    assertThat(out.toString()).contains("gap of 10.0 s at 10.0 s", "segment 0 to 2, 10.0 s");
  }

  @Test
  void saysWhichExportedFragmentsAreNotAsTheyWereRecorded() throws IOException {
    car.flip(car.segments().getFirst(), 3);
    run("export", data(), "--segment", "0", "--out", folder.resolve("film.mp4").toString());
    assertThat(out.toString()).contains("fragment 3 of segment 0 is not as it was recorded");
  }

  @Test
  void overwritesNothing() throws IOException {
    Path film = Files.writeString(folder.resolve("film.mp4"), "mine");
    assertThat(run("export", data(), "--segment", "0", "--out", film.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is already there");
    assertThat(film).hasContent("mine");
  }

  @Test
  void refusesRangesThatSayNothing() {
    String film = folder.resolve("film.mp4").toString();
    assertThat(run("export", data(), "--out", film)).isEqualTo(2);
    assertThat(err.toString()).contains("--segment N..M");
    assertThat(run("export", data(), "--from", "noon", "--to", "now", "--out", film)).isEqualTo(2);
    assertThat(err.toString()).contains("'noon' is no instant with a zone");
    assertThat(run("export", data(), "--segment", "77", "--out", film)).isEqualTo(2);
    assertThat(err.toString()).contains("nothing of that");
  }

  private String data() {
    return car.data.toString();
  }

  private String certificate() {
    return car.keys.folder().resolve("evidence.crt").toString();
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.walk(car.data)) {
      return files.sorted().map(RingCommandTest::fingerprint).toList();
    }
  }

  private static String fingerprint(Path file) {
    try {
      String when = Files.getLastModifiedTime(file).toString();
      return Files.isDirectory(file)
          ? file + " " + when
          : file + " " + when + " " + Arrays.hashCode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As many as a player decodes. */
  private static int pictures(Path video) throws IOException {
    Process probe =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-count_frames",
                "-show_entries",
                "stream=nb_read_frames",
                "-of",
                "csv=p=0",
                video.toString())
            .redirectErrorStream(true)
            .start();
    try (var said = probe.inputReader()) {
      String text = String.join(" ", said.lines().toList()).replace(",", "").strip();
      return text.matches("\\d+") ? Integer.parseInt(text) : fail(text);
    }
  }

  private static int fail(String text) {
    throw new AssertionError("ffprobe: " + text);
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    String[] all = Stream.concat(Stream.of("ring"), Stream.of(arguments)).toArray(String[]::new);
    return Cetra.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
