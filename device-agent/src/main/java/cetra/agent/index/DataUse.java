package cetra.agent.index;

import cetra.wire.store.Database;
import java.time.Clock;
import java.time.YearMonth;

/** How many octets went over mobile networks in each month of the owner's calendar. */
public final class DataUse {
  private final Database database;
  private final Clock clock;

  /** A count in a database opened by {@link ClipIndex#open}, of months in the clock's zone. */
  public DataUse(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Octets of this month. */
  public long ofThisMonth() {
    return database.number(
        "SELECT coalesce(sum(octets), 0) FROM data_use WHERE month = ?", month());
  }

  /** So many more were sent. */
  public void add(long octets) {
    database.update(
        "INSERT INTO data_use VALUES(?, ?)"
            + " ON CONFLICT(month) DO UPDATE SET octets = octets + excluded.octets",
        month(),
        octets);
  }

  private String month() {
    return YearMonth.now(clock).toString();
  }
}
