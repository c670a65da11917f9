package cetra.hardware.gnss;

import cetra.hardware.Fix;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recorded drive, read fix by fix: an NMEA 0183 log in constant memory, or a GPX 1.1 track as a
 * whole. Used by one thread.
 */
public final class FixLog implements AutoCloseable {
  private static final int PEEKED = 64;
  private static final Pattern XML = Pattern.compile("\\x{FEFF}?\\s*<(\\?xml|gpx)");

  /** Where fixes come from. */
  private interface Source {
    @Nullable Fix next() throws IOException, InterruptedException;
  }

  private final InputStream bytes;
  private final String unit;
  private final Source source;

  private FixLog(InputStream bytes, String unit, Source source) {
    this.bytes = bytes;
    this.unit = unit;
    this.source = source;
  }

  /**
   * Begins to read; what starts as XML is GPX, all else NMEA.
   *
   * @param bytes closed with the log
   * @param believed whose dates become fixes
   * @param refusals counts what does not become a fix
   * @throws IOException when it cannot be read, or is a GPX document that is none
   */
  public static FixLog read(InputStream bytes, Dates believed, Refusals refusals)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(bytes);
    return startsAsXml(buffered)
        ? gpx(buffered, believed, refusals)
        : nmea(buffered, believed, refusals);
  }

  /** Reads NMEA 0183, whatever it looks like. */
  static FixLog nmea(InputStream buffered, Dates believed, Refusals refusals) {
    NmeaReader reader = new NmeaReader(new RecordedBytes(buffered), believed, refusals);
    return new FixLog(buffered, "line", reader::next);
  }

  /** Reads GPX 1.1. */
  static FixLog gpx(InputStream buffered, Dates believed, Refusals refusals) throws IOException {
    Iterator<Fix> fixes = GpxTrack.fixes(buffered, believed, refusals).iterator();
    return new FixLog(buffered, "point", () -> fixes.hasNext() ? fixes.next() : null);
  }

  /** What it is made of, and {@link Refusals.Count#line} counts: lines or points. */
  public String unit() {
    return unit;
  }

  /**
   * The next fix.
   *
   * @return null after the last
   */
  public @Nullable Fix next() throws IOException, InterruptedException {
    return source.next();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  /** Behind white space and a byte order mark, which XML may have. */
  private static boolean startsAsXml(BufferedInputStream buffered) throws IOException {
    buffered.mark(PEEKED);
    String head = new String(buffered.readNBytes(PEEKED), StandardCharsets.UTF_8);
    buffered.reset();
    return XML.matcher(head).lookingAt();
  }
}
