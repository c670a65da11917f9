package cetra.tools.bench;

import cetra.wire.evidence.TrackPoint;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The peer: SQLite with one row a fix and an index over time. */
final class PointTable implements AutoCloseable {
  private static final String TABLE =
      "CREATE TABLE point(nanos INTEGER NOT NULL, utc INTEGER NOT NULL, latitude REAL NOT NULL,"
          + " longitude REAL NOT NULL, speed REAL, course REAL, accuracy REAL);"
          + "CREATE INDEX point_time ON point(nanos)";

  private final Database database;

  PointTable(Path file) throws IOException {
    this.database = Database.open(file, List.of(TABLE));
  }

  <T> T transaction(Supplier<T> work) {
    return database.transaction(work::get);
  }

  void add(List<TrackPoint> track) {
    database.transaction(
        () -> {
          for (TrackPoint point : track) {
            database.update(
                "INSERT INTO point VALUES(?,?,?,?,?,?,?)",
                point.nanos(),
                point.utc().toEpochMilli(),
                point.latitude(),
                point.longitude(),
                point.speed(),
                point.course(),
                point.accuracy());
          }
          return track;
        });
  }

  List<TrackPoint> during(long fromNanos, long toNanos) {
    return database.list(
        "SELECT nanos, utc, latitude, longitude, speed, course, accuracy FROM point"
            + " WHERE nanos >= ? AND nanos < ? ORDER BY nanos",
        row ->
            new TrackPoint(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7)),
        fromNanos,
        toNanos);
  }

  @Override
  public void close() {
    database.close();
  }
}
