package cetra.hardware;

import java.util.HexFormat;

/**
 * What a decoder of the sound must know before the first packet.
 *
 * @param codec the audio codec
 * @param sampleRate in Hz, 8000 to 192000
 * @param channels 1 to 8
 * @param samples in one packet; 0 where that changes from packet to packet
 * @param configuration the decoder configuration as FFmpeg's extradata, in hexadecimal: for AAC the
 *     AudioSpecificConfig (ISO/IEC 14496-3 section 1.6.2.1)
 */
public record AudioFormat(
    Codec codec, int sampleRate, int channels, int samples, String configuration) {
  /** The codecs a ring can hold. */
  public enum Codec {
    /** MPEG-4 AAC. */
    AAC,
    /** Opus, RFC 6716. */
    OPUS
  }

  /** Refuses rates and channels out of range. */
  public AudioFormat {
    if (sampleRate < 8_000 || sampleRate > 192_000 || channels < 1 || channels > 8) {
      throw new IllegalArgumentException(
          "sound of "
              + channels
              + " channels at "
              + sampleRate
              + " Hz is not 1 to 8 at 8000 to"
              + " 192000");
    }
  }

  /** The decoder configuration as bytes. */
  public byte[] configurationBytes() {
    return HexFormat.of().parseHex(configuration);
  }
}
