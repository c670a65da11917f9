package cetra.relay.deliver;

import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.message.Extent;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The copy of a clip that players get: octet by octet the original, except that its times begin at
 * zero and not at the time since the camera was switched on, and that a preview plays without the
 * pauses of what is left out. It proves nothing; the package does.
 *
 * <p>Reads a verified package, a fragment's boxes at a time, and never holds more than one box.
 */
final class ViewCopy {
  private static final int CHUNK = 256 << 10;
  private static final int MOST_BOX = 1 << 20;
  private static final int BOX_HEADER = 8;

  private final FileChannel from;
  private final FileChannel to;
  private final FragmentedMp4 layout;
  private final boolean thinned;
  private final Map<Integer, Integer> timescales;

  private ViewCopy(FileChannel from, FileChannel to, FragmentedMp4 layout, Extent extent)
      throws IOException {
    this.from = from;
    this.to = to;
    this.layout = layout;
    this.thinned = extent.isThinned();
    this.timescales = TrackTimescales.of(box(0, layout.initLength()));
  }

  /**
   * Writes and forces the copy.
   *
   * @param zip a verified package
   * @param extent how much of its range it holds
   * @throws IOException when its clip is not laid out as it should be, or the copy cannot be
   *     written
   */
  static void write(Path zip, Extent extent, Path copy) throws IOException {
    try (EvidencePackage opened = EvidencePackage.open(zip);
        FileChannel to =
            FileChannel.open(
                copy,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      FragmentedMp4 layout =
          FragmentedMp4.scan(opened.file(), EvidencePackage.CLIP_OFFSET, opened.clipLength());
      if (layout.fragments().isEmpty()) {
        throw new UnplayableClip(zip + " has no fragment");
      }
      new ViewCopy(opened.file(), to, layout, extent).run();
      to.force(true);
    }
  }

  private void run() throws IOException {
    verbatim(0, layout.initLength());
    long zero = layout.fragments().getFirst().time();
    long played = 0;
    for (Fragment fragment : layout.fragments()) {
      MovieTimes times =
          new MovieTimes(thinned ? fragment.time() - played : zero, layout.timescale(), timescales);
      played += fragment.duration();
      long movie = fragment.offset() + fragment.trackLength();
      if (fragment.trackLength() > 0) {
        put(times.eventMessage(box(fragment.offset(), fragment.trackLength())));
      }
      ByteBuffer moof = box(movie, size(movie));
      put(times.movieFragment(moof));
      long media = movie + moof.capacity();
      verbatim(media, fragment.end() - media);
    }
  }

  private long size(long at) throws IOException {
    return Integer.toUnsignedLong(box(at, BOX_HEADER).getInt(0));
  }

  private ByteBuffer box(long at, long length) throws IOException {
    if (length < BOX_HEADER || length > MOST_BOX) {
      throw new UnplayableClip("box of " + length + " octets at " + at + "; at most " + MOST_BOX);
    }
    ByteBuffer box = ByteBuffer.allocate((int) length);
    fill(at, box);
    return box.flip();
  }

  private void verbatim(long at, long length) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long end = at + length;
    for (long next = at; next < end; next += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, end - next));
      fill(next, chunk);
      put(chunk.flip());
    }
  }

  private void fill(long at, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (from.read(buffer, EvidencePackage.CLIP_OFFSET + at + buffer.position()) < 0) {
        throw new EOFException("the clip ends at octet " + (at + buffer.position()));
      }
    }
  }

  private void put(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }
}
