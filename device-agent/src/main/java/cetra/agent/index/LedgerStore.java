package cetra.agent.index;

import cetra.wire.hash.Hash;
import cetra.wire.message.Json;
import cetra.wire.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * The owner's record of every order's question and answer: each row's hash covers the row before,
 * so that none can be changed or taken out unseen.
 */
public final class LedgerStore {
  /**
   * One row.
   *
   * @param at when
   * @param orderId the order; empty when it could not be read
   * @param event what happened: refused, consented, declined, offered, uploaded, withdrawn …
   * @param detail why, in one line
   */
  public record Row(Instant at, String orderId, String event, String detail) {}

  private static final String FIRST = "0".repeat(64);

  private final Database database;

  /** A store in a database opened by {@link ClipIndex#open}. */
  public LedgerStore(Database database) {
    this.database = database;
  }

  /** Appends a row. */
  public void append(Row row) {
    database.transaction(
        () -> {
          long number = database.number("SELECT count(*) FROM ledger");
          String previous =
              database
                  .first(
                      "SELECT hash FROM ledger WHERE number = ?", r -> r.getString(1), number - 1)
                  .orElse(FIRST);
          String entry = Json.text(row);
          return database.update(
              "INSERT INTO ledger VALUES(?,?,?)", number, entry, hash(previous, entry));
        });
  }

  /** All rows, oldest first. */
  public List<Row> rows() {
    return database.list(
        "SELECT entry FROM ledger ORDER BY number", row -> Json.read(row.getString(1), Row.class));
  }

  /** The rows of an order, oldest first. */
  public List<Row> of(String orderId) {
    return database.list(
        "SELECT entry FROM ledger WHERE json_extract(entry, '$.orderId') = ? ORDER BY number",
        row -> Json.read(row.getString(1), Row.class),
        orderId);
  }

  /** The number of the first row that does not follow from those before; -1 when all do. */
  public long firstBroken() {
    List<String[]> rows =
        database.list(
            "SELECT entry, hash FROM ledger ORDER BY number",
            row -> new String[] {row.getString(1), row.getString(2)});
    String previous = FIRST;
    for (int number = 0; number < rows.size(); number++) {
      String expected = hash(previous, rows.get(number)[0]);
      if (!expected.equals(rows.get(number)[1])) {
        return number;
      }
      previous = expected;
    }
    return -1;
  }

  private static String hash(String previous, String entry) {
    return Hash.over((previous + entry).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
