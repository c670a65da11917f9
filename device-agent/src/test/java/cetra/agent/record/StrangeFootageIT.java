package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cetra.agent.StoppedBoard;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cameras really send, made by Debian's ffmpeg and judged by its ffprobe. */
final class StrangeFootageIT {
  private static final String PICTURES = "-f lavfi -i testsrc2=size=320x180:rate=25:duration=23";
  private static final String SOUND =
      "-f lavfi -i sine=frequency=440:sample_rate=48000:duration=23";

  @TempDir Path folder;

  private static List<String> run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  private Path made(String name, String arguments) throws Exception {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
    command.addAll(List.of(arguments.split(" ")));
    command.add(file.toString());
    run(command.toArray(String[]::new));
    return file;
  }

  /** Records a file as the camera that it is, and hands out the segments. */
  private List<Path> recorded(Path file, String options) throws Exception {
    StoppedBoard board = new StoppedBoard();
    ClockDiscipline clock = new ClockDiscipline(board, utc -> {});
    Ring ring = Ring.open(folder.resolve("ring"), 1L << 30, 0, "c", head -> "A".repeat(86) + "==");
    DeviceSpec spec = DeviceSpec.parse("file:" + file + "?loop=false&speed=max" + options);
    try (TrackFeed track = Footage.feed(List.of(), clock);
        Recorder recorder =
            new Recorder(
                () -> Driver.open(Camera.class, spec, board),
                ring,
                UUID.randomUUID().toString(),
                track,
                clock,
                closed -> {},
                board)) {
      recorder.start();
      await().atMost(Duration.ofSeconds(30)).until(recorder::ended);
    }
    return ring.segments().stream().map(ring::file).toList();
  }

  /** The presentation times of a stream, in milliseconds since its first, rising. */
  private static List<Long> times(String stream, List<Path> files) throws Exception {
    List<Double> seconds = new ArrayList<>();
    for (Path file : files) {
      String[] probe = {
        "ffprobe", "-v", "error", "-select_streams", stream, "-show_entries", "packet=pts_time"
      };
      List<String> command = new ArrayList<>(List.of(probe));
      command.addAll(List.of("-of", "csv=p=0", file.toString()));
      run(command.toArray(String[]::new)).stream()
          .filter(line -> !line.isBlank())
          .map(line -> Double.parseDouble(line.replace(",", "")))
          .forEach(seconds::add);
    }
    return seconds.stream()
        .sorted()
        .map(second -> Math.round((second - seconds.stream().min(Double::compare).get()) * 1000))
        .toList();
  }

  private static void decodes(Path file, int pictures) throws Exception {
    List<String> said =
        run("ffmpeg", "-v", "error", "-nostdin", "-i", file.toString(), "-f", "null", "-");
    assertThat(said).as("decoding " + file).isEmpty();
    assertThat(times("v:0", List.of(file))).hasSize(pictures);
  }

  private static void agree(List<Long> recorded, List<Long> made) {
    assertThat(recorded).hasSameSizeAs(made);
    for (int i = 0; i < made.size(); i++) {
      assertThat(recorded.get(i)).isCloseTo(made.get(i), org.assertj.core.data.Offset.offset(2L));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h265.mp4     | -c:v libx265 -preset ultrafast -g 50 -x265-params log-level=error",
        "h265.mkv     | -c:v libx265 -preset ultrafast -bf 3 -g 50 -x265-params log-level=error",
        "bframes.mp4  | -c:v libx264 -preset fast -bf 3 -g 50",
        "bframes.ts   | -c:v libx264 -preset fast -bf 3 -g 50",
        "variable.mp4 | -vf select=lt(mod(n\\,40)\\,20)+not(mod(n\\,7)) -vsync vfr -c:v libx264 -g 25",
        "sparse.mp4   | -c:v libx264 -preset ultrafast -g 600 -keyint_min 600 -sc_threshold 0",
      })
  void isRecordedPictureByPictureAndEachSegmentDecodesAlone(String name, String arguments)
      throws Exception {
    Path file = made(name, PICTURES + " " + arguments);
    List<Path> segments = recorded(file, "");
    agree(times("v:0", segments), times("v:0", List.of(file)));
    decodes(segments.getFirst(), times("v:0", List.of(segments.getFirst())).size());
    if (!name.startsWith("sparse")) {
      assertThat(segments.size()).isGreaterThan(1);
      decodes(segments.getLast(), times("v:0", List.of(segments.getLast())).size());
    }
  }

  @ParameterizedTest
  @CsvSource({"sound.mp4, aac", "sound.mkv, libopus"})
  void soundIsRecordedWhenItIsAskedForAndNeverOtherwise(String name, String codec)
      throws Exception {
    Path file =
        made(name, PICTURES + " " + SOUND + " -c:v libx264 -preset ultrafast -g 50 -c:a " + codec);
    List<Path> heard = recorded(file, "&audio=true");
    agree(times("v:0", heard), times("v:0", List.of(file)));
    List<Long> sound = times("a:0", heard);
    List<Long> made = times("a:0", List.of(file));
    // sound after the last picture belongs to no fragment
    assertThat(sound.size()).isBetween(made.size() - 5, made.size());
    agree(sound, made.subList(0, sound.size()));
    for (Path segment : heard) {
      decodes(segment, times("v:0", List.of(segment)).size());
      Files.delete(segment);
    }
    for (Path silent : recorded(file, "")) {
      assertThat(times("a", List.of(silent))).isEmpty();
    }
  }

  @Test
  void soundThatIsNotThereOrCannotBeRecordedIsNamed() throws Exception {
    Path silent = made("silent.mp4", PICTURES + " -c:v libx264 -preset ultrafast");
    Path other =
        made("mp3.mp4", PICTURES + " " + SOUND + " -c:v libx264 -preset ultrafast -c:a libmp3lame");
    assertThatThrownBy(() -> camera(silent)).hasMessageContaining("has no sound");
    assertThatThrownBy(() -> camera(other))
        .hasMessageContaining("holds mp3 sound; only aac and opus");
    try (Stream<Path> nothing = Files.list(folder)) {
      assertThat(nothing).hasSize(2);
    }
  }

  private static Camera camera(Path file) throws IOException {
    DeviceSpec spec = DeviceSpec.parse("file:" + file + "?audio=true");
    return Driver.open(Camera.class, spec, new StoppedBoard());
  }
}
