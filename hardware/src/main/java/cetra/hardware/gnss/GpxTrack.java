package cetra.hardware.gnss;

import cetra.hardware.Fix;
import io.jenetics.jpx.GPX;
import io.jenetics.jpx.Track;
import io.jenetics.jpx.TrackSegment;
import io.jenetics.jpx.WayPoint;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;

/** The track points of a GPX 1.1 document, which is read as a whole. */
final class GpxTrack {
  /** Some 200,000 points, two days at 1 Hz: all of them are in memory at once. */
  static final long LARGEST = 32L << 20;

  private GpxTrack() {}

  /**
   * The fixes, in order of time; the line of what is refused is the number of its point.
   *
   * @throws IOException when it is no GPX, has a DTD, or is over {@link #LARGEST} bytes
   */
  static List<Fix> fixes(InputStream document, Dates believed, Refusals refusals)
      throws IOException {
    List<WayPoint> points = points(document);
    Numbered numbered = new Numbered(believed, refusals);
    return TrackMotion.fixes(
        points.stream()
            .filter(numbered::believes)
            .sorted(Comparator.comparing((WayPoint point) -> point.getTime().orElseThrow()))
            .toList());
  }

  private static List<WayPoint> points(InputStream document) throws IOException {
    try {
      return GPX.Reader.of(GPX.Reader.Mode.LENIENT)
          .read(new Limited(document))
          .tracks()
          .flatMap(Track::segments)
          .flatMap(TrackSegment::points)
          .toList();
    } catch (IllegalArgumentException broken) {
      throw new IOException(broken.getMessage(), broken);
    }
  }

  /** Counts points, and those refused. */
  private static final class Numbered {
    private final Dates believed;
    private final Refusals refusals;
    private long number;

    Numbered(Dates believed, Refusals refusals) {
      this.believed = believed;
      this.refusals = refusals;
    }

    boolean believes(WayPoint point) {
      number++;
      if (point.getTime().isEmpty()) {
        refusals.count(Refusal.NO_TIME, number);
        return false;
      }
      if (point.getFix().filter(io.jenetics.jpx.Fix.NONE::equals).isPresent()) {
        refusals.count(Refusal.VOID, number);
        return false;
      }
      return believed.believe(point.getTime().orElseThrow(), number, refusals);
    }
  }

  /** Refuses to read on for ever. */
  private static final class Limited extends FilterInputStream {
    private long left = LARGEST;

    Limited(InputStream document) {
      super(document);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      taken(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      int read = super.read(bytes, from, most);
      taken(Math.max(read, 0));
      return read;
    }

    private void taken(int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new IOException(
            "over " + (LARGEST >> 20) + " MiB; split the track into several files");
      }
    }
  }
}
