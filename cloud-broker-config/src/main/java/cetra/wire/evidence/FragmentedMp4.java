package cetra.wire.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a segment file or a clip (ISO/IEC 14496-12), read without ever loading the media.
 *
 * <pre>
 *  ftyp moov                 the init segment
 *  ( [emsg] moof mdat ) *    fragments, each ≤ 0.5 s
 *  [uuid]                    the {@link SegmentTrailer} of a closed segment
 * </pre>
 *
 * @param initLength octets of the init segment
 * @param timescale ticks a second of the first track
 * @param fragments the whole ones, in order
 * @param end offset after the last whole fragment; what follows is the trailer or a torn tail
 */
public record FragmentedMp4(int initLength, int timescale, List<Fragment> fragments, long end) {
  private static final int MOST_INIT = 1 << 20;
  private static final int MOST_MOOF = 1 << 20;
  private static final int MOST_TRACK_BOX = 1 << 20;
  private static final int MOST_FRAGMENTS = 200_000;

  /** A hundred years; further on, nanoseconds would not fit 64 bits. */
  private static final long MOST_SECONDS = 100L * 366 * 86_400;

  /**
   * Reads the layout of a region of a file.
   *
   * @param from first octet of the region; offsets of the result count from it
   * @param length octets of the region
   * @throws MalformedVideo when it does not begin with an init segment, or a whole fragment is not
   *     what it should be; a fragment that the region cuts short is no error but the end
   */
  public static FragmentedMp4 scan(FileChannel file, long from, long length) throws IOException {
    return scan(new BoxReader(file, from, length), false);
  }

  /**
   * Reads what a power cut has left of a segment file: like {@link #scan}, but what is no fragment
   * after the init segment, such as blocks of zeros, is the torn tail and no error.
   */
  public static FragmentedMp4 salvage(FileChannel file) throws IOException {
    return scan(new BoxReader(file, 0, file.size()), true);
  }

  private static FragmentedMp4 scan(BoxReader reader, boolean torn) throws IOException {
    Box ftyp = reader.expect(0, BoxType.FTYP);
    Box moov = reader.expect(ftyp.end(), BoxType.MOOV);
    if (moov.end() > MOST_INIT) {
      throw new MalformedVideo(
          0, "init segment of " + moov.end() + " octets; at most " + MOST_INIT);
    }
    int timescale = MovieFragment.timescale(reader.content(moov, MOST_INIT));
    List<Fragment> fragments = new ArrayList<>();
    long at = moov.end();
    Fragment next = next(reader, at, timescale, torn);
    while (next != null) {
      if (fragments.size() == MOST_FRAGMENTS) {
        throw new MalformedVideo(at, "more than " + MOST_FRAGMENTS + " fragments");
      }
      fragments.add(next);
      at = next.end();
      next = next(reader, at, timescale, torn);
    }
    return new FragmentedMp4((int) moov.end(), timescale, List.copyOf(fragments), at);
  }

  private static @Nullable Fragment next(BoxReader reader, long at, int timescale, boolean torn)
      throws IOException {
    try {
      Fragment next = fragment(reader, at);
      if (next != null && (next.time() + next.duration()) / timescale > MOST_SECONDS) {
        throw new MalformedVideo(at, "fragment at tick " + next.time() + " of " + timescale);
      }
      return next;
    } catch (MalformedVideo e) {
      if (torn) {
        return null;
      }
      throw e;
    }
  }

  /** Reads the fixes of a fragment; the file and first octet as given to {@link #scan}. */
  public static List<TrackPoint> track(FileChannel file, long from, Fragment fragment)
      throws IOException {
    if (fragment.trackLength() > MOST_TRACK_BOX) {
      throw new MalformedVideo(fragment.offset(), "track box above " + MOST_TRACK_BOX + " octets");
    }
    ByteBuffer box = ByteBuffer.allocate(fragment.trackLength());
    BoxReader.fill(file, from + fragment.offset(), box);
    return TrackBox.read(box.flip());
  }

  private static @Nullable Fragment fragment(BoxReader reader, long at) throws IOException {
    Box first = reader.whole(at);
    if (first == null || first.type() == BoxType.UUID) {
      return null;
    }
    int trackLength = first.type() == BoxType.EMSG ? (int) Math.min(first.size(), 1L << 30) : 0;
    Box moof = reader.whole(at + trackLength);
    Box mdat = moof == null ? null : reader.whole(moof.end());
    if (moof == null || mdat == null) {
      return null;
    }
    if (moof.type() != BoxType.MOOF || mdat.type() != BoxType.MDAT) {
      throw new MalformedVideo(
          at, "found " + moof.name() + " " + mdat.name() + " where a fragment should be");
    }
    MovieFragment run = MovieFragment.read(reader.content(moof, MOST_MOOF), moof.offset());
    return new Fragment(
        at, mdat.end() - at, trackLength, run.time(), run.duration(), run.pictures(), run.key());
  }
}
