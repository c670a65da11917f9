package cetra.agent.index;

import cetra.agent.record.Segment;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.order.Run;
import cetra.wire.order.Step;
import cetra.wire.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Envelope;

/**
 * Where the car was: one track piece a segment in an R*Tree over place and time, the exact fixes
 * beside it. Safe for many threads.
 */
public final class TrackStore {
  /**
   * A boot whose time is known.
   *
   * @param boot its UUID
   * @param utc the estimate
   */
  public record Boot(String boot, UtcEstimate utc) {}

  /**
   * Footage of one segment.
   *
   * @param segment its number
   * @param boot the boot that recorded it
   * @param init leaf hash of its init segment; footage with the same can be one clip
   * @param fromNanos monotonic time of its first picture
   * @param toNanos monotonic time of its end
   */
  public record Footage(long segment, String boot, String init, long fromNanos, long toNanos) {}

  /**
   * The way of one segment, from the last plausible fix before it on.
   *
   * @param footage what was recorded then
   * @param run what is common to all its steps
   */
  public record Piece(Footage footage, Run run) {}

  private static final String BOOT = "boot, zero_nanos, bound_ms, source";

  private static final String FOOTAGE = "s.segment, s.boot, s.init, s.from_nanos, s.to_nanos";

  /**
   * Segments of a boot that hold some of a time: segments of a boot follow each other, so the first
   * is the last one that began before it. Values: boot, boot, from, from, to, from.
   */
  private static final String DURING =
      " FROM segment s WHERE s.boot = ? AND s.from_nanos >= coalesce((SELECT max(from_nanos)"
          + " FROM segment WHERE boot = ? AND from_nanos <= ?), ?)"
          + " AND s.from_nanos < ? AND s.to_nanos > ?";

  private final Database database;

  /** A store in a database opened by {@link ClipIndex#open}. */
  public TrackStore(Database database) {
    this.database = database;
  }

  /** Keeps the estimate of a boot's time. */
  public void learned(String boot, UtcEstimate utc) {
    keep(boot, utc, "");
  }

  /**
   * Keeps what a segment says of its boot's time, unless more is known already: the satellites'
   * word outweighs a host's, and of two that are as good the later corrects the earlier.
   */
  void restored(String boot, UtcEstimate utc) {
    keep(
        boot,
        utc,
        " WHERE (excluded.source = 'gnss' AND source <> 'gnss')"
            + " OR (excluded.source = source AND excluded.bound_ms <= bound_ms)");
  }

  private void keep(String boot, UtcEstimate utc, String where) {
    database.update(
        "INSERT INTO boot VALUES(?,?,?,?) ON CONFLICT(boot) DO UPDATE SET"
            + " zero_nanos=excluded.zero_nanos, bound_ms=excluded.bound_ms, source=excluded.source"
            + where,
        boot,
        nanos(utc.zero()),
        utc.boundMillis(),
        utc.source());
  }

  /** All boots whose time is known. */
  public List<Boot> boots() {
    return database.list("SELECT " + BOOT + " FROM boot b", TrackStore::boot);
  }

  /** The boots that may have recorded something between two instants, as far as is known. */
  public List<Boot> boots(Instant from, Instant to) {
    return database.list(
        "SELECT "
            + BOOT
            + " FROM boot b WHERE"
            + " (SELECT to_nanos FROM segment s WHERE s.boot = b.boot"
            + " ORDER BY from_nanos DESC LIMIT 1) > ? - zero_nanos - 1000000 * bound_ms"
            + " AND (SELECT from_nanos FROM segment s WHERE s.boot = b.boot"
            + " ORDER BY from_nanos LIMIT 1) < ? - zero_nanos + 1000000 * bound_ms",
        TrackStore::boot,
        nanos(from),
        nanos(to));
  }

  private static Boot boot(ResultSet row) throws SQLException {
    return new Boot(
        row.getString(1),
        new UtcEstimate(
            Instant.ofEpochSecond(0, row.getLong(2)), row.getLong(3), row.getString(4)));
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /** The time of a boot, where it is known. */
  public Optional<UtcEstimate> boot(String boot) {
    return database
        .first("SELECT " + BOOT + " FROM boot b WHERE boot = ?", TrackStore::boot, boot)
        .map(Boot::utc);
  }

  /** The pieces of a boot that may touch a place in a monotonic time, in order. */
  public List<Piece> search(String boot, Envelope place, long fromNanos, long toNanos) {
    return database.list(
        // CROSS JOIN keeps the planner from walking the segments first
        "SELECT "
            + FOOTAGE
            + ", t.min_lon, t.max_lon, t.min_lat, t.max_lat, t.error, t.sure, t.from_nanos,"
            + " t.to_nanos FROM track t CROSS JOIN segment s ON s.segment = t.segment"
            + " WHERE t.max_lon >= ? AND t.min_lon <= ? AND t.max_lat >= ? AND t.min_lat <= ?"
            + " AND t.max_seconds >= ? AND t.min_seconds <= ? AND s.boot = ? ORDER BY s.segment",
        TrackStore::piece,
        place.getMinX(),
        place.getMaxX(),
        place.getMinY(),
        place.getMaxY(),
        fromNanos / 1e9,
        toNanos / 1e9,
        boot);
  }

  /** The footage of the segments after a number, in order, some hundred at most. */
  public List<Footage> after(long segment) {
    return database.list(
        "SELECT " + FOOTAGE + " FROM segment s WHERE segment > ? ORDER BY segment LIMIT 200",
        TrackStore::footage,
        segment);
  }

  /**
   * The fixes of a segment in order, the plausible one before them first, so that the way between
   * two segments is not lost; empty when it has none or is gone.
   */
  public List<TrackPoint> points(Footage footage) {
    return database
        .first(
            "SELECT track FROM segment WHERE segment = ?",
            row -> PackedTrack.unpack(row.getBytes(1)),
            footage.segment())
        .orElse(List.of());
  }

  /** The newest footage of all, if there is any. */
  public Optional<Footage> newest() {
    return database.first(
        "SELECT " + FOOTAGE + " FROM segment s ORDER BY segment DESC LIMIT 1", TrackStore::footage);
  }

  /** Up to when there surely is footage; empty where there is none, or its time is not known. */
  public Optional<Instant> covered() {
    return newest()
        .flatMap(
            last ->
                boot(last.boot())
                    .map(utc -> utc.at(last.toNanos()).minusMillis(utc.boundMillis())));
  }

  /** The footage of a boot that holds some of a monotonic time, in order. */
  public List<Footage> during(String boot, long fromNanos, long toNanos) {
    return database.list(
        "SELECT " + FOOTAGE + DURING + " ORDER BY s.segment",
        TrackStore::footage,
        boot,
        boot,
        fromNanos,
        fromNanos,
        toNanos,
        fromNanos);
  }

  /**
   * The fixes of a boot in a monotonic time, the last one before it and the first one after it, in
   * order; more may come along. A whole trip does not fit into the memory of a dashcam.
   */
  public List<TrackPoint> fixes(String boot, long fromNanos, long toNanos) {
    return database
        .list(
            "SELECT track FROM segment WHERE boot = ? AND track <> x'' AND from_nanos >="
                + " coalesce((SELECT max(from_nanos) FROM segment WHERE boot = ? AND track <> x''"
                + " AND from_nanos <= ?), ?) AND from_nanos <= coalesce((SELECT min(from_nanos)"
                + " FROM segment WHERE boot = ? AND track <> x'' AND from_nanos >= ?), ?)"
                + " ORDER BY from_nanos",
            row -> PackedTrack.unpack(row.getBytes(1)),
            boot,
            boot,
            fromNanos,
            fromNanos,
            boot,
            toNanos,
            toNanos)
        .stream()
        .flatMap(List::stream)
        .distinct() // a piece begins with the last fix of the one before
        .toList();
  }

  /** From when to when a boot has footage with fixes, if it has any. */
  public Optional<Footage> extent(String boot) {
    return database
        .first(
            "SELECT count(*), boot, '', min(from_nanos), max(to_nanos) FROM segment"
                + " WHERE boot = ? AND track <> x''",
            TrackStore::footage,
            boot)
        .filter(extent -> extent.segment() > 0);
  }

  /** About how many octets a monotonic time of a boot takes. */
  public long bytes(String boot, long fromNanos, long toNanos) {
    return database.number(
        "SELECT sum(bytes * (min(to_nanos, ?) - max(from_nanos, ?)) / (to_nanos - from_nanos))"
            + DURING,
        toNanos,
        fromNanos,
        boot,
        boot,
        fromNanos,
        fromNanos,
        toNanos,
        fromNanos);
  }

  /** How much has been recorded between two instants, in nanoseconds, as far as times are known. */
  public long recordedNanos(Instant from, Instant to) {
    long sum = 0;
    for (Boot boot : boots(from, to)) {
      long first = boot.utc().nanos(from);
      long last = boot.utc().nanos(to);
      sum +=
          database.number(
              "SELECT sum(min(to_nanos, ?) - max(from_nanos, ?)) FROM segment"
                  + " WHERE boot = ? AND to_nanos > ? AND from_nanos < ?",
              last,
              first,
              boot.boot(),
              first,
              last);
    }
    return sum;
  }

  void add(Segment segment) {
    SegmentHead head = segment.head();
    add(
        new Footage(
            head.segment(), head.boot(), head.init().toString(), head.fromNanos(), head.toNanos()),
        segment.bytes(),
        segment.track());
  }

  /**
   * Adds a segment.
   *
   * @param bytes octets of its file
   * @param track its fixes, in order
   */
  public void add(Footage footage, long bytes, List<TrackPoint> track) {
    List<TrackPoint> points = new ArrayList<>();
    if (!track.isEmpty()) {
      points.addAll(before(footage));
      points.addAll(track);
    }
    database.update(
        "INSERT OR REPLACE INTO segment VALUES(?,?,?,?,?,?,?)",
        footage.segment(),
        footage.boot(),
        footage.init(),
        footage.fromNanos(),
        footage.toNanos(),
        bytes,
        PackedTrack.pack(points));
    if (!points.isEmpty()) {
      addBounds(footage.segment(), Run.of(Step.of(points)));
    }
  }

  void remove(long segment) {
    database.update("DELETE FROM track WHERE segment = ?", segment);
    database.update("DELETE FROM segment WHERE segment = ?", segment);
  }

  /** The newest plausible fix of the boot before a segment, if it has one. */
  private List<TrackPoint> before(Footage footage) {
    return database
        .first(
            "SELECT track FROM segment WHERE boot = ? AND from_nanos < ? AND track <> x''"
                + " ORDER BY from_nanos DESC LIMIT 1",
            row -> PackedTrack.unpack(row.getBytes(1)),
            footage.boot(),
            footage.fromNanos())
        .flatMap(
            track ->
                track.reversed().stream()
                    .filter(point -> !point.has(TrackPoint.IMPLAUSIBLE))
                    .findFirst())
        .map(List::of)
        .orElse(List.of());
  }

  private void addBounds(long segment, Run run) {
    database.update(
        "INSERT OR REPLACE INTO track VALUES(?,?,?,?,?,?,?,?,?,?,?)",
        segment,
        run.box().getMinX(),
        run.box().getMaxX(),
        run.box().getMinY(),
        run.box().getMaxY(),
        run.fromNanos() / 1e9,
        run.toNanos() / 1e9,
        run.fromNanos(),
        run.toNanos(),
        run.error(),
        run.sure());
  }

  private static Piece piece(ResultSet row) throws SQLException {
    // the tree rounds its boxes outwards, so what holds for them holds for the run
    Envelope box =
        new Envelope(row.getDouble(6), row.getDouble(7), row.getDouble(8), row.getDouble(9));
    return new Piece(
        footage(row),
        new Run(box, row.getDouble(10), row.getBoolean(11), row.getLong(12), row.getLong(13)));
  }

  private static Footage footage(ResultSet row) throws SQLException {
    return new Footage(
        row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5));
  }
}
