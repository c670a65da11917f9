package cetra.wire.store;

import java.sql.SQLException;

/** The database did not do what it was told: a full or broken disk, or a fault of ours. */
public final class DatabaseFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseFault(SQLException cause) {
    super("database: " + cause.getMessage(), cause);
  }
}
