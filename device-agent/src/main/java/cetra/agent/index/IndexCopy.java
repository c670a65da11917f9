package cetra.agent.index;

import cetra.agent.record.UtcEstimate;
import cetra.wire.store.Database;
import cetra.wire.store.DatabaseFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the index of a card says that was pulled out of the car.
 *
 * @param boots the UTC of the boots it knows
 * @param holds what must not be overwritten
 */
public record IndexCopy(Map<String, UtcEstimate> boots, List<Hold> holds) {
  /**
   * A range that must not be overwritten.
   *
   * @param boot its boot
   * @param fromNanos monotonic time at which it begins
   * @param toNanos monotonic time at which it ends
   * @param by why
   */
  public record Hold(String boot, long fromNanos, long toNanos, String by) {
    /** Whether some of it lies in a monotonic time of a boot. */
    public boolean holds(String other, long from, long to) {
      return boot.equals(other) && to > fromNanos && from < toNanos;
    }
  }

  /** SQLite's own files beside a database that was not closed; the newest rows are in the first. */
  private static final List<String> ENDINGS = List.of("", "-wal");

  /**
   * Reads a database through a copy of it, for SQLite writes beside a database even to read it, and
   * the card may be read-only and is evidence.
   *
   * @throws IOException when it cannot be read, is damaged or of newer software
   */
  public static IndexCopy read(Path file) throws IOException {
    return copied(file, IndexCopy::query);
  }

  /** Asks a copy of a database. */
  static <T> T copied(Path file, Function<Database, T> query) throws IOException {
    Path folder = Files.createTempDirectory("cetra-index-");
    try {
      for (String ending : ENDINGS) {
        Path part = file.resolveSibling(file.getFileName() + ending);
        if (Files.exists(part)) {
          Files.copy(part, folder.resolve("index.sqlite" + ending));
        }
      }
      try (Database database = Database.open(folder.resolve("index.sqlite"), Schema.MIGRATIONS)) {
        return query.apply(database);
      } catch (DatabaseFault e) {
        throw new IOException("it cannot be read: " + e.getMessage(), e);
      }
    } finally {
      delete(folder);
    }
  }

  private static IndexCopy query(Database database) {
    return new IndexCopy(
        new TrackStore(database)
            .boots().stream()
                .collect(Collectors.toMap(TrackStore.Boot::boot, TrackStore.Boot::utc)),
        database.list(
            "SELECT boot, from_nanos, to_nanos, 'order ' || order_id || ' (' || state || ')'"
                + " FROM clip WHERE "
                + ClipStore.UNFINISHED
                + " UNION ALL SELECT boot, from_nanos, to_nanos, lower(cause) FROM hold",
            row -> new Hold(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4))));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
