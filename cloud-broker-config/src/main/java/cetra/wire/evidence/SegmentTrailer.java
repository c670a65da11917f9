package cetra.wire.evidence;

import cetra.wire.hash.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The last box of a closed segment file: it proves the fragments before it, so that the file alone,
 * on a card pulled from the car, is evidence. Players skip it.
 *
 * <pre>
 *  size u32 | 'uuid' | 0b6b6f1e-6a52-5f4b-9a55-636574726131 | head length u32 | head, UTF-8 JSON
 *  signature, 64 octets | leaves u32 | leaf hashes, 32 octets each
 * </pre>
 *
 * @param head the exact text of the {@link SegmentHead}
 * @param signature of the text by the device's key, base64
 * @param leaves leaf hash of every fragment
 */
public record SegmentTrailer(String head, String signature, List<Hash> leaves) {
  private static final byte[] KIND = {
    0x0b, 0x6b, 0x6f, 0x1e, 0x6a, 0x52, 0x5f, 0x4b, (byte) 0x9a, 0x55, 'c', 'e', 't', 'r', 'a', '1'
  };
  private static final int SIGNATURE = 64;
  private static final int MOST_BYTES = 8 << 20;

  /** The trailer of an ordinary segment; only longer ones take more than one look. */
  private static final int FIRST_LOOK = 8 << 10;

  /** The box. */
  public ByteBuffer box() {
    byte[] text = head.getBytes(StandardCharsets.UTF_8);
    int size = 8 + KIND.length + 4 + text.length + SIGNATURE + 4 + leaves.size() * Hash.BYTES;
    ByteBuffer box = ByteBuffer.allocate(size).putInt(size).putInt(BoxType.UUID).put(KIND);
    box.putInt(text.length).put(text).put(signatureBytes()).putInt(leaves.size());
    leaves.forEach(leaf -> box.put(leaf.bytes()));
    return box.flip();
  }

  /** The signature's octets. */
  public byte[] signatureBytes() {
    return Base64.getDecoder().decode(signature);
  }

  /**
   * Finds the trailer from the end of a file, without a look at the video before it.
   *
   * @return the offset of its box; empty where the file does not end with one
   */
  public static OptionalLong find(FileChannel file) throws IOException {
    OptionalLong found = OptionalLong.empty();
    long length = file.size();
    int looked = 0;
    for (long look = FIRST_LOOK; found.isEmpty() && looked < Math.min(length, MOST_BYTES); ) {
      looked = (int) Math.min(look, Math.min(length, MOST_BYTES));
      ByteBuffer end = ByteBuffer.allocate(looked);
      BoxReader.fill(file, length - looked, end);
      int at = last(end);
      found = at < 0 ? found : OptionalLong.of(length - looked + at);
      look *= 32;
    }
    return found;
  }

  /** Where a trailer begins that reaches to the very end; -1 where none does. */
  private static int last(ByteBuffer end) {
    for (int at = end.limit() - 8 - KIND.length; at >= 0; at--) {
      if (end.getInt(at) == end.limit() - at
          && end.getInt(at + 4) == BoxType.UUID
          && end.slice(at + 8, KIND.length).equals(ByteBuffer.wrap(KIND))) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Reads the trailer of a segment file.
   *
   * @param at offset after the last whole fragment
   * @return empty when the segment was never closed
   */
  public static Optional<SegmentTrailer> read(FileChannel file, long at) throws IOException {
    long length = file.size() - at;
    if (length < 8 + KIND.length || length > MOST_BYTES) {
      return Optional.empty();
    }
    ByteBuffer box = ByteBuffer.allocate((int) length);
    BoxReader.fill(file, at, box);
    box.flip();
    byte[] kind = new byte[KIND.length];
    if (box.getInt() != length || box.getInt() != BoxType.UUID) {
      return Optional.empty();
    }
    box.get(kind);
    return Arrays.equals(kind, KIND) ? content(box) : Optional.empty();
  }

  private static Optional<SegmentTrailer> content(ByteBuffer box) {
    int textLength = box.remaining() < 4 ? -1 : box.getInt();
    if (textLength < 0 || box.remaining() < (long) textLength + SIGNATURE + 4) {
      return Optional.empty();
    }
    byte[] text = new byte[textLength];
    byte[] signature = new byte[SIGNATURE];
    box.get(text).get(signature);
    int count = box.getInt();
    if (count < 0 || box.remaining() != (long) count * Hash.BYTES) {
      return Optional.empty();
    }
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(Hash.read(box));
    }
    return Optional.of(
        new SegmentTrailer(
            new String(text, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(signature),
            List.copyOf(leaves)));
  }
}
