package cetra.tools.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The footage that is recorded: 1080p30 at 8 Mbit/s, a key frame a second. */
final class BenchVideo {
  private BenchVideo() {}

  /**
   * The given file, or one made by ffmpeg.
   *
   * @throws IOException when neither can be had; says how
   */
  static Path of(@Nullable Path given, Path folder, int seconds)
      throws IOException, InterruptedException {
    if (given != null) {
      if (!Files.isRegularFile(given)) {
        throw new NoSuchFileException(given.toString());
      }
      return given.toAbsolutePath();
    }
    Path made = folder.resolve("1080p30-8M.mp4");
    Process ffmpeg;
    try {
      ffmpeg = new ProcessBuilder(command(made, seconds)).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException(
          "ffmpeg, which makes the test video, is missing: apt-get install ffmpeg, or --video FILE",
          e);
    }
    String said =
        new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (ffmpeg.waitFor() != 0) {
      throw new IOException("ffmpeg makes no test video, name one with --video FILE: " + said);
    }
    return made;
  }

  /** Noise keeps the encoder from falling short of the rate. */
  private static List<String> command(Path to, int seconds) {
    String[] words =
        ("ffmpeg -v error -nostdin -f lavfi -i testsrc2=size=1920x1080:rate=30 -t %d"
                + " -vf noise=alls=20:allf=t -c:v libx264 -preset ultrafast -b:v 8M -minrate 8M"
                + " -maxrate 8M -bufsize 8M -x264-params nal-hrd=cbr -g 30 -bf 0 -pix_fmt yuv420p"
                + " -movflags +faststart")
            .formatted(seconds)
            .split(" ");
    List<String> command = new ArrayList<>(List.of(words));
    command.add(to.toString());
    return command;
  }
}
