package cetra.agent.index;

import cetra.agent.record.Segment;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.store.Database;
import java.nio.ByteBuffer;
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
   * The fixes of one segment, and the one before them, so that the way between two segments is not
   * lost.
   *
   * @param segment its number
   * @param init leaf hash of its init segment; pieces with the same can be one clip
   * @param fromNanos monotonic time of its first picture
   * @param toNanos monotonic time of its end
   * @param points in order
   */
  public record Piece(
      long segment, String init, long fromNanos, long toNanos, List<TrackPoint> points) {}

  private static final String PIECE = "s.segment, s.init, s.from_nanos, s.to_nanos, s.track";

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
    Instant zero = utc.zero();
    long zeroNanos = TimeUnit.SECONDS.toNanos(zero.getEpochSecond()) + zero.getNano();
    database.update(
        "INSERT INTO boot VALUES(?,?,?,?) ON CONFLICT(boot) DO UPDATE SET"
            + " zero_nanos=excluded.zero_nanos, bound_ms=excluded.bound_ms, source=excluded.source"
            + where,
        boot,
        zeroNanos,
        utc.boundMillis(),
        utc.source());
  }

  /** All boots whose time is known. */
  public List<Boot> boots() {
    return database.list(
        "SELECT boot, zero_nanos, bound_ms, source FROM boot",
        row ->
            new Boot(
                row.getString(1),
                new UtcEstimate(
                    Instant.ofEpochSecond(0, row.getLong(2)), row.getLong(3), row.getString(4))));
  }

  /** The time of a boot, where it is known. */
  public Optional<UtcEstimate> boot(String boot) {
    return boots().stream().filter(known -> known.boot().equals(boot)).map(Boot::utc).findFirst();
  }

  /** The pieces of a boot that may touch a place in a monotonic time, in order. */
  public List<Piece> search(String boot, Envelope place, long fromNanos, long toNanos) {
    return database.list(
        // CROSS JOIN keeps the planner from walking the segments first
        "SELECT "
            + PIECE
            + " FROM track t CROSS JOIN segment s ON s.segment = t.segment"
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

  /** The pieces of a boot that hold some of a monotonic time, in order. */
  public List<Piece> during(String boot, long fromNanos, long toNanos) {
    return database.list(
        "SELECT "
            + PIECE
            + " FROM segment s WHERE s.boot = ? AND s.to_nanos > ? AND s.from_nanos < ?"
            + " ORDER BY s.segment",
        TrackStore::piece,
        boot,
        fromNanos,
        toNanos);
  }

  /** About how many octets a monotonic time of a boot takes. */
  public long bytes(String boot, long fromNanos, long toNanos) {
    return database.number(
        "SELECT sum(bytes * (min(to_nanos, ?) - max(from_nanos, ?)) / (to_nanos - from_nanos))"
            + " FROM segment WHERE boot = ? AND to_nanos > ? AND from_nanos < ?",
        toNanos,
        fromNanos,
        boot,
        fromNanos,
        toNanos);
  }

  /** How much has been recorded between two instants, in nanoseconds, as far as times are known. */
  public long recordedNanos(Instant from, Instant to) {
    long sum = 0;
    for (Boot boot : boots()) {
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
    long number = segment.head().segment();
    List<TrackPoint> points = new ArrayList<>(before(segment));
    points.addAll(segment.track());
    database.update(
        "INSERT OR REPLACE INTO segment VALUES(?,?,?,?,?,?,?)",
        number,
        segment.head().boot(),
        segment.head().init().toString(),
        segment.head().fromNanos(),
        segment.head().toNanos(),
        segment.bytes(),
        TrackPoint.bytes(points));
    if (!points.isEmpty()) {
      addBounds(number, points);
    }
  }

  void remove(long segment) {
    database.update("DELETE FROM track WHERE segment = ?", segment);
    database.update("DELETE FROM segment WHERE segment = ?", segment);
  }

  /** The newest fix of the boot's segment before this one, if the receiver was not silent since. */
  private List<TrackPoint> before(Segment segment) {
    return database
        .first(
            "SELECT track FROM segment WHERE boot = ? AND segment < ? ORDER BY segment DESC LIMIT 1",
            row -> TrackPoint.list(ByteBuffer.wrap(row.getBytes(1))),
            segment.head().boot(),
            segment.head().segment())
        .filter(track -> !track.isEmpty())
        .map(track -> List.of(track.getLast()))
        .orElse(List.of());
  }

  private void addBounds(long segment, List<TrackPoint> points) {
    Envelope place = new Envelope();
    points.forEach(point -> place.expandToInclude(point.longitude(), point.latitude()));
    long first = points.stream().mapToLong(TrackPoint::nanos).min().orElseThrow();
    long last = points.stream().mapToLong(TrackPoint::nanos).max().orElseThrow();
    database.update(
        "INSERT OR REPLACE INTO track VALUES(?,?,?,?,?,?,?)",
        segment,
        place.getMinX(),
        place.getMaxX(),
        place.getMinY(),
        place.getMaxY(),
        first / 1e9,
        last / 1e9);
  }

  private static Piece piece(ResultSet row) throws SQLException {
    return new Piece(
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        TrackPoint.list(ByteBuffer.wrap(row.getBytes(5))));
  }
}
