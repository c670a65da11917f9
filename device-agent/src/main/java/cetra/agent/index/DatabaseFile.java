package cetra.agent.index;

import cetra.wire.store.Database;
import cetra.wire.store.DatabaseFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.tinylog.Logger;

/**
 * Opens the device's database. One that a card has damaged is put aside and an empty one begun, for
 * a database must never keep the recorder from recording; the owner can still read what is left of
 * his ledger in the old file.
 */
record DatabaseFile(Path path) {
  private static final Set<Integer> DAMAGED =
      Set.of(SQLiteErrorCode.SQLITE_CORRUPT.code, SQLiteErrorCode.SQLITE_NOTADB.code);
  private static final int PRIMARY_CODE = 0xff;

  Database open() throws IOException {
    try {
      return checked();
    } catch (IOException | DatabaseFault e) {
      if (!damaged(e)) {
        throw e;
      }
      Path aside = putAside();
      Logger.error(
          "{} is damaged ({}) and now {}; orders and ledger begin anew",
          path,
          e.getMessage(),
          aside.getFileName());
      return Database.open(path, Schema.MIGRATIONS);
    }
  }

  private Database checked() throws IOException {
    Database database = Database.open(path, Schema.MIGRATIONS);
    try {
      String found =
          database.first("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("nothing");
      if (found.equals("ok")) {
        return database;
      }
      throw new IOException(
          found, new SQLException(found, "", SQLiteErrorCode.SQLITE_CORRUPT.code));
    } catch (IOException | DatabaseFault e) {
      database.close();
      throw e;
    }
  }

  private static boolean damaged(@Nullable Throwable fault) {
    return fault instanceof SQLException sql
        ? DAMAGED.contains(sql.getErrorCode() & PRIMARY_CODE)
        : fault != null && damaged(fault.getCause());
  }

  private Path putAside() throws IOException {
    int number = 1;
    while (Files.exists(sibling(".damaged-" + number))) {
      number++;
    }
    Path aside = sibling(".damaged-" + number);
    Files.move(path, aside);
    for (String part : new String[] {"-wal", "-shm"}) {
      if (Files.exists(sibling(part))) {
        Files.move(sibling(part), sibling(".damaged-" + number + part));
      }
    }
    return aside;
  }

  private Path sibling(String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }
}
