package cetra.wire.custody;

import cetra.wire.hash.Hash;
import cetra.wire.log.SignedStatement;
import cetra.wire.message.Json;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the rows of a custody record, and stops at the first that does not hold. */
final class CustodyCheck {
  private final List<CustodyRow> rows = new ArrayList<>();

  /** The rows of one clip have others between them; two that are neighbours are chained. */
  void row(CustodyRow row) {
    long last = rows.isEmpty() ? 0 : rows.getLast().number();
    Hash before = rows.isEmpty() ? CustodyRow.NONE : rows.getLast().hash();
    if (!row.sound()) {
      throw new IllegalArgumentException("its hash is not that of its fields");
    }
    if (row.number() <= last) {
      throw new IllegalArgumentException("number " + row.number() + " follows " + last);
    }
    if (row.number() == last + 1 && !row.before().equals(before)) {
      throw new IllegalArgumentException("it does not follow the row before it");
    }
    rows.add(row);
  }

  CustodyRecord.Verdict signed(String line, Hash digest, Optional<PublicKey> root) {
    try {
      CustodyStatement statement =
          Json.read(line, SignedStatement.class).verify(known(root), CustodyStatement.class);
      int first = statement.clip() == null ? firstMissing() : rows.size();
      if (first < rows.size()) {
        return rejected(first + 1, "number %d is missing before it".formatted(first + 1));
      }
      whole(statement, digest);
      return new CustodyRecord.Verdict(true, "sound: %d rows".formatted(rows.size()), rows);
    } catch (IllegalArgumentException e) {
      return new CustodyRecord.Verdict(false, "rejected: statement: " + e.getMessage(), rows);
    }
  }

  private static PublicKey known(Optional<PublicKey> root) {
    return root.orElseThrow(
        () -> new IllegalArgumentException("the operator's root key is not in the trusted file"));
  }

  private int firstMissing() {
    int place = 0;
    while (place < rows.size() && rows.get(place).number() == place + 1) {
      place++;
    }
    return place;
  }

  private void whole(CustodyStatement statement, Hash digest) {
    String clip = statement.clip();
    if (statement.rows() != rows.size() || !statement.digest().equals(digest)) {
      throw new IllegalArgumentException(
          "%d rows were signed, and are not these %d".formatted(statement.rows(), rows.size()));
    }
    if (clip != null && rows.stream().anyMatch(row -> !row.clip().equals(clip))) {
      throw new IllegalArgumentException("it is of clip " + clip + ", and a row of another");
    }
  }

  /** The row that was to come next does not hold. */
  CustodyRecord.Verdict rejected(String detail) {
    return rejected(rows.size() + 1, detail);
  }

  private CustodyRecord.Verdict rejected(int row, String detail) {
    return new CustodyRecord.Verdict(false, "rejected: row %d: %s".formatted(row, detail), rows);
  }
}
