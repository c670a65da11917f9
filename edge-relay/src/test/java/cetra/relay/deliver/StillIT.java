package cetra.relay.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With Debian's ffmpeg, and with programs that want more than they may have. */
@SuppressWarnings("NullAway.Init")
final class StillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private String run(Duration patience, String... program) throws Exception {
    Path input = Files.writeString(folder.resolve("input"), "what came in");
    return new String(new RestrictedProcess(patience).run(input, program), StandardCharsets.UTF_8);
  }

  @Test
  void takesThePictureOfARealVideo() throws Exception {
    Path video = folder.resolve("video.mp4");
    ffmpeg(video);
    Path still = folder.resolve("still.jpg");
    Still.write(video, 1, still);
    BufferedImage picture = ImageIO.read(still.toFile());
    assertThat(picture.getWidth()).isEqualTo(480);
    assertThat(picture.getHeight()).isEqualTo(270);
    assertThat(Files.size(still)).isLessThan(200_000);
  }

  @ParameterizedTest
  @CsvSource({"4, 1292, 180", "6, 1616, 364", "31, 1616, 1100"})
  void ofAPreviewAllPicturesAreOnOneSheet(int pictures, int width, int height) throws Exception {
    Path video = folder.resolve("video.mp4");
    ffmpeg(video);
    Path still = folder.resolve("sheet.jpg");
    Still.write(video, pictures, still);
    BufferedImage sheet = ImageIO.read(still.toFile());
    assertThat(sheet.getWidth()).isEqualTo(width);
    assertThat(sheet.getHeight()).isEqualTo(height);
  }

  @Test
  void ofNoiseAndOfHalfAVideoItTakesNone() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(20_261_125).nextBytes(noise);
    Path file = Files.write(folder.resolve("noise.mp4"), noise);
    assertThatThrownBy(() -> Still.write(file, 1, folder.resolve("none.jpg")))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("none.jpg")).doesNotExist();
  }

  @Test
  void hasItsInputAndNoNetworkAndNothingOfOurEnvironment() throws Exception {
    assertThat(run(PATIENCE, "cat")).isEqualTo("what came in");
    List<String> interfaces = run(PATIENCE, "cat", "/proc/net/dev").lines().skip(2).toList();
    assertThat(interfaces).singleElement().asString().contains("lo:");
    assertThat(run(PATIENCE, "env").lines()).allMatch(line -> line.startsWith("PATH="));
  }

  @Test
  void cannotTakeMoreMemoryOrWriteFiles() {
    assertThatThrownBy(() -> run(PATIENCE, "python3", "-c", "bytearray(2 << 30)"))
        .hasMessageContaining("python3 ends with");
    assertThatThrownBy(() -> run(PATIENCE, "cp", "/proc/self/exe", folder + "/written"))
        .hasMessageContaining("cp ends with");
    assertThat(folder.resolve("written"))
        .satisfiesAnyOf(
            file -> assertThat(file).doesNotExist(), file -> assertThat(file).isEmptyFile());
  }

  @Test
  void isEndedWhenItTakesTooLongOrSaysTooMuch() {
    assertThatThrownBy(() -> run(Duration.ofMillis(300), "tail", "-f", "/dev/null"))
        .hasMessageContaining("tail ends with");
    assertThatThrownBy(() -> run(PATIENCE, "cat", "/dev/zero"))
        .hasMessageContaining("writes more than");
  }

  private static void ffmpeg(Path video) throws Exception {
    Process made =
        new ProcessBuilder(
                ("ffmpeg -v error -nostdin -f lavfi -i testsrc2=size=1280x720:rate=10 -t 2 -c:v"
                        + " libx264 -g 5 -preset ultrafast -movflags empty_moov+default_base_moof+frag_keyframe "
                        + video)
                    .split(" "))
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
  }
}
