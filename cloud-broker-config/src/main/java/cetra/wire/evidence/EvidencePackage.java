package cetra.wire.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * One ZIP, stored and not compressed, of {@code clip.mp4}, {@code manifest.json} and {@code
 * manifest.jws}, in this order.
 *
 * <p>The clip stands at a fixed place, so it is cut straight into the file that becomes the
 * package, and is served from there.
 */
public final class EvidencePackage implements AutoCloseable {
  /** Where the clip begins. */
  public static final int CLIP_OFFSET = new StoredZip.Entry("clip.mp4", 0, 0).localBytes();

  /** The longest clip. */
  public static final long MOST_CLIP = 3L << 30;

  /** A clip of five minutes has a manifest below 1 MiB. */
  private static final int MOST_MANIFEST = 8 << 20;

  private static final String CLIP = "clip.mp4";
  private static final String MANIFEST = "manifest.json";
  private static final String SIGNATURE = "manifest.jws";

  private final FileChannel file;
  private final long clipLength;
  private final byte[] manifest;
  private final String signature;
  private final int clipCrc;

  private EvidencePackage(
      FileChannel file, long clipLength, byte[] manifest, String signature, int clipCrc) {
    this.file = file;
    this.clipLength = clipLength;
    this.manifest = manifest;
    this.signature = signature;
    this.clipCrc = clipCrc;
  }

  /**
   * Makes a package of a file in which the clip already stands at {@link #CLIP_OFFSET} and nothing
   * after it; forces it.
   *
   * @param clipCrc CRC-32 of the clip
   */
  public static void complete(FileChannel file, int clipCrc, byte[] manifest, String signature)
      throws IOException {
    byte[] jws = signature.getBytes(StandardCharsets.US_ASCII);
    long clipLength = file.size() - CLIP_OFFSET;
    List<StoredZip.Entry> entries =
        List.of(
            new StoredZip.Entry(CLIP, clipLength, clipCrc),
            entry(MANIFEST, manifest),
            entry(SIGNATURE, jws));
    long at = write(file, 0, StoredZip.local(entries.get(0))) + clipLength;
    at = write(file, at, StoredZip.local(entries.get(1)));
    at = write(file, at, ByteBuffer.wrap(manifest));
    at = write(file, at, StoredZip.local(entries.get(2)));
    at = write(file, at, ByteBuffer.wrap(jws));
    write(file, at, StoredZip.directory(entries));
    file.force(true);
  }

  /**
   * Opens a package; what it holds is not verified yet.
   *
   * @throws ZipException when it is no such ZIP; says what is wrong
   * @throws IOException when the disk does not give the file
   */
  public static EvidencePackage open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return read(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The file itself; the clip is {@link #clipLength} octets from {@link #CLIP_OFFSET}. */
  public FileChannel file() {
    return file;
  }

  /** Octets of the clip. */
  public long clipLength() {
    return clipLength;
  }

  /** The exact octets of the manifest. */
  public byte[] manifest() {
    return manifest.clone();
  }

  /** The detached JWS over the manifest. */
  public String signature() {
    return signature;
  }

  /**
   * Whether every octet that is not content is what the contents make it.
   *
   * @param foundCrc CRC-32 of the clip as it is
   */
  boolean framedAsContentsDemand(int foundCrc) throws IOException {
    byte[] jws = signature.getBytes(StandardCharsets.US_ASCII);
    List<StoredZip.Entry> entries =
        List.of(
            new StoredZip.Entry(CLIP, clipLength, foundCrc),
            entry(MANIFEST, manifest),
            entry(SIGNATURE, jws));
    long second = CLIP_OFFSET + clipLength;
    long third = second + entries.get(1).localBytes() + manifest.length;
    long directory = third + entries.get(2).localBytes() + jws.length;
    return clipCrc == foundCrc
        && stands(0, StoredZip.local(entries.get(0)))
        && stands(second, StoredZip.local(entries.get(1)))
        && stands(third, StoredZip.local(entries.get(2)))
        && stands(directory, StoredZip.directory(entries));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Finds the contents from the end of the file, so that a clip that was cut short or swollen is
   * still found and its first wrong fragment named.
   */
  private static EvidencePackage read(FileChannel file) throws IOException {
    List<String> names = List.of(CLIP, MANIFEST, SIGNATURE);
    int directoryBytes =
        StoredZip.directoryBytes(names.stream().map(n -> new StoredZip.Entry(n, 0, 0)).toList());
    long directoryAt = file.size() - directoryBytes;
    if (directoryAt < CLIP_OFFSET) {
      throw new ZipException("the package of " + file.size() + " octets is cut short");
    }
    ByteBuffer directory = ByteBuffer.allocate(directoryBytes);
    BoxReader.fill(file, directoryAt, directory);
    StoredZip.Entry clip = StoredZip.entry(directory, CLIP, 0);
    int manifestAt = 46 + CLIP.length();
    StoredZip.Entry manifest = StoredZip.entry(directory, MANIFEST, manifestAt);
    StoredZip.Entry jws =
        StoredZip.entry(directory, SIGNATURE, manifestAt + 46 + MANIFEST.length());
    long jwsOffset = directoryAt - jws.size();
    long manifestOffset = jwsOffset - jws.localBytes() - manifest.size();
    long clipLength = manifestOffset - manifest.localBytes() - CLIP_OFFSET;
    if (manifest.size() > MOST_MANIFEST || jws.size() > MOST_MANIFEST || clipLength < 0) {
      throw new ZipException("the package's directory does not fit its " + file.size() + " octets");
    }
    return new EvidencePackage(
        file,
        clipLength,
        content(file, manifestOffset, manifest),
        new String(content(file, jwsOffset, jws), StandardCharsets.US_ASCII),
        clip.crc());
  }

  private static byte[] content(FileChannel file, long at, StoredZip.Entry entry)
      throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) entry.size());
    BoxReader.fill(file, at, content);
    return content.array();
  }

  private boolean stands(long at, ByteBuffer expected) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(expected.remaining());
    BoxReader.fill(file, at, found);
    return found.flip().equals(expected);
  }

  private static StoredZip.Entry entry(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return new StoredZip.Entry(name, content.length, (int) crc.getValue());
  }

  private static long write(FileChannel file, long at, ByteBuffer bytes) throws IOException {
    long to = at;
    while (bytes.hasRemaining()) {
      to += file.write(bytes, to);
    }
    return to;
  }
}
