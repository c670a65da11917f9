package cetra.agent.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The owner's ledger, of an index that a running device may be writing.
 *
 * @param rows oldest first
 * @param firstBroken number of the first row that was changed; -1 when none was
 */
public record LedgerCopy(List<LedgerStore.Row> rows, long firstBroken) {
  /**
   * Reads it through a copy, like {@link IndexCopy#read}.
   *
   * @throws IOException when it cannot be read, is damaged or of newer software
   */
  public static LedgerCopy read(Path index) throws IOException {
    return IndexCopy.copied(
        index,
        database -> {
          LedgerStore ledger = new LedgerStore(database);
          return new LedgerCopy(ledger.rows(), ledger.firstBroken());
        });
  }
}
