package cetra.relay.deliver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The first picture of a clip, or of a preview all of them on one sheet, small, as JPEG; a demuxer
 * never runs in the relay's process.
 */
final class Still {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A sheet has up to thirty pictures, five minutes; of more every so many. */
  private static final int ACROSS = 5;

  private static final int MOST_DOWN = 6;
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private Still() {}

  /**
   * Writes and forces the picture.
   *
   * @param video a fragmented MP4 of one's own making
   * @param pictures how many key frames it shows, above 1 for a sheet of them
   * @throws IOException when ffmpeg cannot be restricted or run, or finds no picture
   */
  static void write(Path video, int pictures, Path to) throws IOException, InterruptedException {
    byte[] picture =
        new RestrictedProcess(PATIENCE)
            .run(
                video,
                ("ffmpeg -v quiet -nostdin -threads 1 -protocol_whitelist pipe -skip_frame nokey"
                        + " -f mp4 -i pipe:0 -frames:v 1 -threads 1 -vf "
                        + filter(pictures)
                        + " -q:v 5 -f mjpeg pipe:1")
                    .split(" "));
    if (picture.length < JPEG.length || picture[0] != JPEG[0] || picture[1] != JPEG[1]) {
      throw new IOException("there is no picture in it");
    }
    write(picture, to);
  }

  private static String filter(int pictures) {
    int across = Math.min(pictures, ACROSS);
    int down = Math.min((pictures + ACROSS - 1) / ACROSS, MOST_DOWN);
    int each = (pictures + across * down - 1) / (across * down);
    return pictures == 1
        ? "scale=480:-2"
        : "framestep=%d,scale=320:-2,tile=%dx%d:padding=4".formatted(each, across, down);
  }

  private static void write(byte[] picture, Path to) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer octets = ByteBuffer.wrap(picture);
      while (octets.hasRemaining()) {
        file.write(octets);
      }
      file.force(true);
    }
  }
}
