package cetra.wire.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.dbutils.QueryRunner;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite file that is both store and queue: WAL, {@code synchronous=FULL}, so that what was
 * committed survives a power cut.
 *
 * <p>One connection; all methods may be called by any thread and run one after the other. Every
 * commit wakes those who {@linkplain #awaitCommit wait} for work.
 */
public final class Database implements AutoCloseable {
  /** Reads one row. */
  public interface Row<T> {
    /** Reads the row at which the result stands. */
    T read(ResultSet row) throws SQLException;
  }

  /** Work that is committed whole or not at all. */
  public interface Work<T> {
    /** Does the work. */
    T run();
  }

  private final Connection connection;
  private final QueryRunner runner = new QueryRunner(true);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition committed = lock.newCondition();
  private int depth;
  private long changed;
  private long commits;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a file and brings it to the newest schema.
   *
   * @param migrations statements, the n-th of which leads from version n to n+1; only ever appended
   *     to
   * @throws IOException when the file cannot be opened or comes from a newer version
   */
  public static Database open(Path file, List<String> migrations) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(10_000);
    try {
      return migrated(
          new Database(config.createConnection("jdbc:sqlite:" + file)), file, migrations);
    } catch (SQLException | DatabaseFault e) {
      throw new IOException("cannot open the database " + file + ": " + e.getMessage(), e);
    }
  }

  private static Database migrated(Database database, Path file, List<String> migrations)
      throws IOException {
    try {
      database.migrate(file, migrations);
      return database;
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Runs one statement; returns the number of rows it changed. */
  public int update(String sql, Object... values) {
    return transaction(() -> execute(sql, values));
  }

  /** All rows of a query. */
  public <T> List<T> list(String sql, Row<T> row, Object... values) {
    lock.lock();
    try {
      return runner.query(
          connection,
          sql,
          result -> {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
              rows.add(row.read(result));
            }
            return rows;
          },
          values);
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    } finally {
      lock.unlock();
    }
  }

  /** The first row of a query, if it has one. */
  public <T> Optional<T> first(String sql, Row<T> row, Object... values) {
    return list(sql, row, values).stream().findFirst();
  }

  /** A query's only number; 0 where it has no row or the number is null. */
  public long number(String sql, Object... values) {
    return first(sql, row -> row.getLong(1), values).orElse(0L);
  }

  /** Runs work as one transaction; work inside work joins the outer one. */
  public <T> T transaction(Work<T> work) {
    lock.lock();
    try {
      return depth > 0 ? work.run() : outermost(work);
    } finally {
      lock.unlock();
    }
  }

  /** How many transactions have changed something; for {@link #awaitCommit}. */
  public long commits() {
    lock.lock();
    try {
      return commits;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there are more commits than the number seen, or until the time is over. */
  public void awaitCommit(long seen, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (commits == seen && left > 0) {
        left = committed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    } finally {
      lock.unlock();
    }
  }

  private <T> T outermost(Work<T> work) {
    execute("BEGIN IMMEDIATE");
    depth = 1;
    changed = 0;
    try {
      T result = work.run();
      boolean worthWaking = changed > 0; // COMMIT itself repeats the count of the last statement
      execute("COMMIT");
      if (worthWaking) {
        commits++;
        committed.signalAll();
      }
      return result;
    } catch (RuntimeException | Error e) {
      rollBack(e);
      throw e;
    } finally {
      depth = 0;
    }
  }

  /** On a full disk SQLite has rolled back by itself; that must not hide what went wrong. */
  private void rollBack(Throwable cause) {
    try {
      execute("ROLLBACK");
    } catch (DatabaseFault alreadyRolledBack) {
      cause.addSuppressed(alreadyRolledBack);
    }
  }

  private int execute(String sql, Object... values) {
    try {
      int rows = runner.update(connection, sql, values);
      changed += rows;
      return rows;
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }

  private void migrate(Path file, List<String> migrations) throws IOException {
    long version = number("PRAGMA user_version");
    if (version > migrations.size()) {
      throw new IOException(
          file + " is of version " + version + "; this software knows up to " + migrations.size());
    }
    for (int next = (int) version; next < migrations.size(); next++) {
      String script = migrations.get(next) + ";\nPRAGMA user_version=" + (next + 1);
      transaction(() -> script(script));
    }
  }

  private int script(String script) {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(script);
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }
}
