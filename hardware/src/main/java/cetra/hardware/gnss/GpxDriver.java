package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import io.jenetics.jpx.GPX;
import io.jenetics.jpx.Track;
import io.jenetics.jpx.TrackSegment;
import io.jenetics.jpx.WayPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Opens {@code gpx:file}: replays the track points of a GPX 1.1 file that have a time. {@code
 * starts} or {@code ends} (ISO 8601 instants) place its first or last fix; by default it starts at
 * boot.
 */
public final class GpxDriver implements Driver {
  /** For the service loader. */
  public GpxDriver() {}

  @Override
  public Class<GnssReceiver> device() {
    return GnssReceiver.class;
  }

  @Override
  public String scheme() {
    return "gpx";
  }

  /**
   * Reads the whole track.
   *
   * @throws IOException when the file cannot be read, is no GPX, has a DTD, or holds no fix; names
   *     it
   */
  @Override
  public GnssReceiver open(DeviceSpec spec, BoardClock clock) throws IOException {
    spec.only(FixReplay.STARTS, FixReplay.ENDS);
    Path file = LogFile.of(spec);
    return new FixReplay(LogFile.notEmpty(fixes(file), file), spec, clock);
  }

  private static List<Fix> fixes(Path file) throws IOException {
    try {
      return TrackMotion.fixes(
          GPX.Reader.of(GPX.Reader.Mode.LENIENT)
              .read(file)
              .tracks()
              .flatMap(Track::segments)
              .flatMap(TrackSegment::points)
              .filter(point -> point.getTime().isPresent())
              .sorted(Comparator.comparing((WayPoint point) -> point.getTime().orElseThrow()))
              .toList());
    } catch (IOException | IllegalArgumentException broken) {
      throw new IOException(file + " is no GPX track: " + broken.getMessage(), broken);
    }
  }
}
