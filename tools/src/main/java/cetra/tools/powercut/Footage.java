package cetra.tools.powercut;

import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.VideoPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The film that the camera plays over and over. Which octets a fragment must hold follows from its
 * time, so the rig need not believe what the recorder says of them.
 */
final class Footage {
  private static final int MDAT = 0x6d646174;
  private static final int BOX_HEADER = 8;

  private final List<byte[]> pictures;
  private final long pictureNanos;

  /**
   * Footage of pictures of one duration.
   *
   * @param pictures coded, in order
   */
  Footage(List<byte[]> pictures, long pictureNanos) {
    this.pictures = List.copyOf(pictures);
    this.pictureNanos = pictureNanos;
  }

  /** Reads a video file whose pictures all last equally long. */
  static Footage read(Path file, BoardClock board) throws IOException, InterruptedException {
    List<byte[]> pictures = new ArrayList<>();
    long nanos = 0;
    String spec = "file:" + file + "?loop=false&speed=max";
    try (Camera camera = Driver.open(Camera.class, DeviceSpec.parse(spec), board)) {
      for (VideoPacket packet = camera.read(); packet != null; packet = camera.read()) {
        byte[] picture = new byte[packet.data().remaining()];
        packet.data().duplicate().get(picture);
        pictures.add(picture);
        nanos = packet.durationNanos();
      }
    }
    return new Footage(pictures, nanos);
  }

  /**
   * Whether a fragment ends with an {@code mdat} of exactly the pictures of its time.
   *
   * @param fromNanos its first picture's time since the camera began
   * @param count how many pictures it says it has
   */
  boolean ends(ByteBuffer fragment, long fromNanos, int count) {
    long first = Math.round((double) fromNanos / pictureNanos);
    int bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += picture(first + i).length;
    }
    int at = fragment.limit() - bytes;
    if (at < BOX_HEADER
        || fragment.getInt(at - BOX_HEADER) != bytes + BOX_HEADER
        || fragment.getInt(at - BOX_HEADER / 2) != MDAT) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      ByteBuffer picture = ByteBuffer.wrap(picture(first + i));
      if (!fragment.slice(at, picture.remaining()).equals(picture)) {
        return false;
      }
      at += picture.remaining();
    }
    return true;
  }

  private byte[] picture(long number) {
    return pictures.get((int) (number % pictures.size()));
  }
}
