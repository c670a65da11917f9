package cetra.wire.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What an init segment says of its video (ISO/IEC 14496-12 section 12.1.3).
 *
 * @param codec four characters, such as {@code avc1} for H.264 and {@code hev1} for H.265
 * @param width of a picture in pixels
 * @param height of a picture in pixels
 */
public record VideoTrack(String codec, int width, int height) {
  private static final int MOST_INIT = 1 << 20;
  private static final int DESCRIPTIONS = 8;
  private static final int TYPE = 4;
  private static final int WIDTH = 32;

  /**
   * Reads the first track of a segment file or a clip.
   *
   * @throws MalformedVideo when it begins with no init segment of a video
   */
  public static VideoTrack read(FileChannel file) throws IOException {
    BoxReader reader = new BoxReader(file, 0, file.size());
    Box moov = reader.expect(reader.expect(0, BoxType.FTYP).end(), BoxType.MOOV);
    ByteBuffer at = reader.content(moov, MOST_INIT);
    for (int type :
        new int[] {BoxType.TRAK, BoxType.MDIA, BoxType.MINF, BoxType.STBL, BoxType.STSD}) {
      at = MovieFragment.require(at, type, moov.offset());
    }
    try {
      ByteBuffer entry = at.slice(DESCRIPTIONS, at.remaining() - DESCRIPTIONS);
      return new VideoTrack(
          BoxType.name(entry.getInt(TYPE)),
          Short.toUnsignedInt(entry.getShort(WIDTH)),
          Short.toUnsignedInt(entry.getShort(WIDTH + 2)));
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedVideo(moov.offset(), "stsd box is cut short");
    }
  }
}
