package cetra.relay.deliver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** The first picture of a clip, small, as JPEG; a demuxer never runs in the relay's process. */
final class Still {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WIDTH = "scale=480:-2";
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private Still() {}

  /**
   * Writes and forces the picture.
   *
   * @param video a fragmented MP4 of one's own making
   * @throws IOException when ffmpeg cannot be restricted or run, or finds no picture
   */
  static void write(Path video, Path to) throws IOException, InterruptedException {
    byte[] picture =
        new RestrictedProcess(PATIENCE)
            .run(
                video,
                ("ffmpeg -v quiet -nostdin -threads 1 -protocol_whitelist pipe -f mp4 -i pipe:0"
                        + " -frames:v 1 -threads 1 -vf "
                        + WIDTH
                        + " -q:v 5 -f mjpeg pipe:1")
                    .split(" "));
    if (picture.length < JPEG.length || picture[0] != JPEG[0] || picture[1] != JPEG[1]) {
      throw new IOException("there is no picture in it");
    }
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
