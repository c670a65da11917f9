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
  /** So much is encoded; the rest repeats it, for encoding takes half as long as it plays. */
  private static final int ENCODED_SECONDS = 10;

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
    Path encoded = folder.resolve("encoded.mp4");
    ffmpeg(encode(encoded, Math.min(seconds, ENCODED_SECONDS)));
    if (seconds <= ENCODED_SECONDS) {
      return encoded;
    }
    Path made = folder.resolve("1080p30-8M.mp4");
    ffmpeg(repeat(encoded, made, seconds));
    Files.delete(encoded);
    return made;
  }

  private static void ffmpeg(List<String> command) throws IOException, InterruptedException {
    Process ffmpeg;
    try {
      ffmpeg = new ProcessBuilder(command).redirectErrorStream(true).start();
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
  }

  /** Noise keeps the encoder from falling short of the rate. */
  private static List<String> encode(Path to, int seconds) {
    return words(
        "ffmpeg -v error -nostdin -f lavfi -i testsrc2=size=1920x1080:rate=30 -t "
            + seconds
            + " -vf noise=alls=20:allf=t -c:v libx264 -preset ultrafast -b:v 8M -minrate 8M"
            + " -maxrate 8M -bufsize 8M -x264-params nal-hrd=cbr -g 30 -bf 0 -pix_fmt yuv420p"
            + " -movflags +faststart",
        to);
  }

  private static List<String> repeat(Path from, Path to, int seconds) {
    List<String> command =
        new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-stream_loop", "-1", "-i"));
    command.add(from.toString());
    command.addAll(words("-t " + seconds + " -c copy -movflags +faststart", to));
    return command;
  }

  private static List<String> words(String options, Path to) {
    List<String> words = new ArrayList<>(List.of(options.split(" ")));
    words.add(to.toString());
    return words;
  }
}
