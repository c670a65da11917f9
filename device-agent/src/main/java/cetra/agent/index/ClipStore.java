package cetra.agent.index;

import cetra.agent.index.Clip.State;
import cetra.wire.message.Extent;
import cetra.wire.order.Certainty;
import cetra.wire.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queue between the stages: a stage claims a clip in its state, works, and commits the next
 * state. A clip that is not finished holds its segments against overwriting.
 */
public final class ClipStore {
  static final String UNFINISHED =
      "state IN ('MATCHED','CONSENTED','OFFERED','GRANTED','CUT','SEALED')";
  private static final String GIVEN = "(state = 'UPLOADED' OR " + UNFINISHED + ")";
  private static final String CLIP =
      "id, order_id, issuer, boot, from_nanos, to_nanos, certainty, extent, expires_ms, state, plan,"
          + " upload";

  private final Database database;

  /** A store in a database opened by {@link ClipIndex#open}. */
  public ClipStore(Database database) {
    this.database = database;
  }

  /** Adds a clip; its segments are held from here on. */
  public void add(Clip clip) {
    add(clip, clip.state());
  }

  private void add(Clip clip, State state) {
    database.update(
        "INSERT INTO clip(" + CLIP + ", detail, due_ms) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,'',0)",
        clip.id(),
        clip.orderId(),
        clip.issuer(),
        clip.boot(),
        clip.fromNanos(),
        clip.toNanos(),
        clip.certainty().name(),
        clip.extent().name(),
        clip.expires().toEpochMilli(),
        state.name(),
        clip.plan(),
        clip.upload());
  }

  /** A clip in a state whose turn it is; previews go first. */
  public Optional<Clip> due(State state, Instant now) {
    return database.first(
        "SELECT "
            + CLIP
            + " FROM clip WHERE state = ? AND due_ms <= ?"
            + " ORDER BY extent <> 'PREVIEW', due_ms, id",
        ClipStore::clip,
        state.name(),
        now.toEpochMilli());
  }

  /** A clip by its id. */
  public Optional<Clip> find(String id) {
    return database.first("SELECT " + CLIP + " FROM clip WHERE id = ?", ClipStore::clip, id);
  }

  /**
   * Leads a clip from one state to the next.
   *
   * @return false when it is not in that state any more
   */
  public boolean move(Clip clip, State to, String detail) {
    return database.update(
            "UPDATE clip SET state = ?, detail = ?, due_ms = 0 WHERE id = ? AND state = ?",
            to.name(),
            detail,
            clip.id(),
            clip.state().name())
        > 0;
  }

  /**
   * Puts the parts the owner agrees to in a clip's place, ready to be offered.
   *
   * @return false when the clip is not in its state any more: its time ran out while he was asked
   */
  public boolean replace(Clip clip, List<Clip> parts) {
    return database.transaction(
        () -> {
          boolean there =
              database.update(
                      "DELETE FROM clip WHERE id = ? AND state = ?", clip.id(), clip.state().name())
                  > 0;
          if (there) {
            parts.forEach(part -> add(part, State.CONSENTED));
          }
          return there;
        });
  }

  /** Notes in one go that a clip was given away, and in the owner's ledger that it was. */
  public void uploaded(Clip clip, LedgerStore ledger, LedgerStore.Row row) {
    database.transaction(
        () -> {
          ledger.append(row);
          return move(clip, State.UPLOADED, "");
        });
  }

  /**
   * Puts a clip off.
   *
   * @return false when it is not in its state any more
   */
  public boolean postpone(Clip clip, Instant until, String detail) {
    return database.update(
            "UPDATE clip SET due_ms = ?, detail = ? WHERE id = ? AND state = ?",
            until.toEpochMilli(),
            detail,
            clip.id(),
            clip.state().name())
        > 0;
  }

  /** Whatever was put off in a state is due at once: what it waited for has come. */
  public void hurry(State state) {
    database.update("UPDATE clip SET due_ms = 0 WHERE state = ? AND due_ms > 0", state.name());
  }

  /** Notes which fragments were cut, and that they are. */
  public void cut(Clip clip, String plan) {
    database.transaction(
        () -> {
          database.update("UPDATE clip SET plan = ? WHERE id = ?", plan, clip.id());
          return move(clip, State.CUT, "");
        });
  }

  /**
   * Takes the relay's answer to an offer. One that is wanted again need not wait for its turn any
   * longer; one that is not wanted any more is let go, whatever has been done for it.
   */
  public void answered(String id, boolean wanted) {
    database.transaction(
        () ->
            wanted
                ? database.update(
                        "UPDATE clip SET state = 'GRANTED', due_ms = 0"
                            + " WHERE id = ? AND state = 'OFFERED'",
                        id)
                    + database.update(
                        "UPDATE clip SET due_ms = 0 WHERE id = ? AND state = 'SEALED'", id)
                : database.update(
                    "UPDATE clip SET state = 'UNWANTED', due_ms = 0"
                        + " WHERE id = ? AND state IN ('OFFERED','GRANTED','CUT','SEALED')",
                    id));
  }

  /** The clips that were offered and have not come to an end, the oldest first. */
  public List<Clip> offered() {
    return database.list(
        "SELECT "
            + CLIP
            + " FROM clip WHERE state IN ('OFFERED','GRANTED','CUT','SEALED') ORDER BY rowid",
        ClipStore::clip);
  }

  /** The clips of a boot that the relay has, the newest first; what was taken back is none. */
  public List<Clip> uploaded(String boot) {
    return database.list(
        "SELECT " + CLIP + " FROM clip WHERE state = 'UPLOADED' AND boot = ? ORDER BY rowid DESC",
        ClipStore::clip,
        boot);
  }

  /** The clip whose fragments an upload leaves out, "" for none; empty before that is decided. */
  public Optional<String> base(String id) {
    return database.first(
        "SELECT base FROM clip WHERE id = ? AND base IS NOT NULL", row -> row.getString(1), id);
  }

  /** Notes it. */
  public void base(String id, String base) {
    database.update("UPDATE clip SET base = ?, upload = '' WHERE id = ?", base, id);
  }

  /** Notes where the upload goes on. */
  public void upload(String id, String url) {
    database.update("UPDATE clip SET upload = ? WHERE id = ?", url, id);
  }

  /** Lets go of all unfinished clips whose time is over; returns their ids. */
  public List<String> expire(Instant now) {
    return database.transaction(
        () -> {
          List<String> over =
              database.list(
                  "SELECT id FROM clip WHERE expires_ms <= ? AND " + UNFINISHED,
                  row -> row.getString(1),
                  now.toEpochMilli());
          over.forEach(
              id ->
                  database.update(
                      "UPDATE clip SET state = ? WHERE id = ?", State.EXPIRED.name(), id));
          return over;
        });
  }

  /** Lets go of all unfinished clips of an order; returns how many there were. */
  public long recall(String orderId) {
    return database.update(
        "UPDATE clip SET state = ?, due_ms = 0 WHERE order_id = ? AND " + UNFINISHED,
        State.RECALLED.name(),
        orderId);
  }

  /** The clips that the owner can take back: unfinished ones, and those uploaded. */
  public List<Clip> given() {
    return database.list(
        "SELECT " + CLIP + " FROM clip WHERE " + GIVEN + " ORDER BY id", ClipStore::clip);
  }

  /** Those of an order. */
  public List<Clip> given(String orderId) {
    return database.list(
        "SELECT " + CLIP + " FROM clip WHERE order_id = ? AND " + GIVEN + " ORDER BY id",
        ClipStore::clip,
        orderId);
  }

  /** Clips that were taken back, of which files may still lie somewhere; each is told once. */
  public List<String> takenBack() {
    return database.transaction(
        () -> {
          List<String> ids =
              database.list(
                  "SELECT id FROM clip WHERE state IN ('RECALLED','WITHDRAWN','UNWANTED')"
                      + " AND due_ms = 0",
                  row -> row.getString(1));
          ids.forEach(id -> database.update("UPDATE clip SET due_ms = 1 WHERE id = ?", id));
          return ids;
        });
  }

  /** Whether there is still something to be done for a clip. */
  public boolean unfinished(String id) {
    return database.number("SELECT count(*) FROM clip WHERE id = ? AND " + UNFINISHED, id) > 0;
  }

  /**
   * Lets go of the oldest order's first clip that the relay has not granted; those of the newest
   * order stay.
   *
   * @return whether there was one
   */
  boolean giveWay(Instant now) {
    return oldest().filter(clip -> letGo(clip, now)).isPresent();
  }

  private Optional<Clip> oldest() {
    String age = "(SELECT coalesce(max(log_index), -1) FROM entry e WHERE e.order_id = c.order_id)";
    return database.first(
        "SELECT "
            + CLIP
            + " FROM clip c WHERE state IN ('MATCHED','CONSENTED','OFFERED') AND order_id <>"
            + " (SELECT order_id FROM clip c WHERE "
            + UNFINISHED
            + " ORDER BY "
            + age
            + " DESC, id LIMIT 1) ORDER BY "
            + age
            + ", from_nanos, id",
        ClipStore::clip);
  }

  private boolean letGo(Clip clip, Instant now) {
    return database.transaction(
        () -> {
          boolean there = move(clip, State.FAILED, "the ring is full");
          if (there) {
            new LedgerStore(database)
                .append(new LedgerStore.Row(now, clip.orderId(), "failed", "the ring is full"));
          }
          return there;
        });
  }

  /** Whether an order ever found something here. */
  public boolean any(String orderId) {
    return database.number("SELECT count(*) FROM clip WHERE order_id = ?", orderId) > 0;
  }

  /** What an issuer gets or got of the time between two instants: clips not let go. */
  public List<Clip> of(String issuer) {
    return database.list(
        "SELECT "
            + CLIP
            + " FROM clip WHERE issuer = ?"
            + " AND state NOT IN ('DECLINED','UNWANTED','EXPIRED','RECALLED','FAILED')",
        ClipStore::clip,
        issuer);
  }

  /** How many clips are in each state. */
  public Map<State, Long> counts() {
    Map<State, Long> counts = new EnumMap<>(State.class);
    database
        .list(
            "SELECT state, count(*) FROM clip GROUP BY state",
            row -> Map.entry(State.valueOf(row.getString(1)), row.getLong(2)))
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  private static Clip clip(ResultSet row) throws SQLException {
    return new Clip(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        Certainty.valueOf(row.getString(7)),
        Extent.valueOf(row.getString(8)),
        Instant.ofEpochMilli(row.getLong(9)),
        State.valueOf(row.getString(10)),
        row.getString(11),
        row.getString(12));
  }
}
