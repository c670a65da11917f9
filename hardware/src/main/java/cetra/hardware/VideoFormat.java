package cetra.hardware;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder must know before the first packet.
 *
 * @param codec the video codec
 * @param width in pixels, 1 to 16384
 * @param height in pixels, 1 to 16384
 * @param configuration the decoder configuration as FFmpeg's extradata, in hexadecimal so that
 *     formats compare by value: an avcC or hvcC record (ISO/IEC 14496-15) or Annex B parameter
 *     sets; packets are framed to match
 * @param audio the sound that comes with the pictures; null where none does
 */
public record VideoFormat(
    Codec codec, int width, int height, String configuration, @Nullable AudioFormat audio) {
  /** The codecs a ring can hold. */
  public enum Codec {
    /** ITU-T H.264. */
    H264,
    /** ITU-T H.265. */
    H265
  }

  /** A format without sound. */
  public VideoFormat(Codec codec, int width, int height, String configuration) {
    this(codec, width, height, configuration, null);
  }

  /** Refuses sizes outside 1 to 16384. */
  public VideoFormat {
    if (width < 1 || width > 16384 || height < 1 || height > 16384) {
      throw new IllegalArgumentException(
          "picture size " + width + "x" + height + " is outside 1 to 16384 pixels a side");
    }
  }

  /** The decoder configuration as bytes. */
  public byte[] configurationBytes() {
    return HexFormat.of().parseHex(configuration);
  }
}
