package cetra.agent.index;

import cetra.wire.link.Outbox;
import java.util.List;

/** The device's database, version by version. */
final class Schema {
  /** Only ever appended to. */
  static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE boot(
            boot TEXT PRIMARY KEY,
            zero_nanos INTEGER NOT NULL,   -- UTC at which its monotonic clock was zero
            bound_ms INTEGER NOT NULL,
            source TEXT NOT NULL) STRICT;
          CREATE TABLE segment(
            segment INTEGER PRIMARY KEY,
            boot TEXT NOT NULL,
            init TEXT NOT NULL,            -- leaf hash of the init segment: same init, same recording
            from_nanos INTEGER NOT NULL,
            to_nanos INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            track BLOB NOT NULL) STRICT;   -- exact fixes; the R*Tree below holds float32 bounds
          CREATE INDEX segment_time ON segment(boot, from_nanos);
          CREATE VIRTUAL TABLE track USING rtree(
            segment, min_lon, max_lon, min_lat, max_lat, min_seconds, max_seconds);
          CREATE TABLE entry(
            log_index INTEGER PRIMARY KEY,
            order_id TEXT NOT NULL,
            issuer TEXT NOT NULL,
            signed TEXT NOT NULL,
            state TEXT NOT NULL,
            detail TEXT NOT NULL,
            due_ms INTEGER NOT NULL,
            accepted_ms INTEGER) STRICT;
          CREATE INDEX entry_state ON entry(state, due_ms);
          CREATE TABLE clip(
            id TEXT PRIMARY KEY,
            order_id TEXT NOT NULL,
            issuer TEXT NOT NULL,
            boot TEXT NOT NULL,
            from_nanos INTEGER NOT NULL,
            to_nanos INTEGER NOT NULL,
            expires_ms INTEGER NOT NULL,
            state TEXT NOT NULL,
            detail TEXT NOT NULL,
            plan TEXT NOT NULL,            -- which fragments were cut
            upload TEXT NOT NULL,          -- where the upload goes on
            due_ms INTEGER NOT NULL) STRICT;
          CREATE INDEX clip_state ON clip(state, due_ms);
          CREATE TABLE ledger(
            number INTEGER PRIMARY KEY,
            entry TEXT NOT NULL,
            hash TEXT NOT NULL) STRICT""",
          Outbox.TABLE,
          """
          CREATE TABLE hold(
            id INTEGER PRIMARY KEY,
            cause TEXT NOT NULL,
            boot TEXT NOT NULL,
            from_nanos INTEGER NOT NULL,
            to_nanos INTEGER NOT NULL,
            kept_ms INTEGER NOT NULL) STRICT;   -- after its end, once the boot's time is known
          CREATE VIEW held AS            -- whatever must not be overwritten
            SELECT boot, from_nanos, to_nanos FROM clip
              WHERE state IN ('MATCHED','CONSENTED','OFFERED','GRANTED','CUT','SEALED')
            UNION ALL SELECT boot, from_nanos, to_nanos FROM hold""",
          // tracks are packed and summed up from here on; what is deleted comes back from the ring
          """
          DELETE FROM segment;
          DROP TABLE track;
          CREATE VIRTUAL TABLE track USING rtree(
            segment, min_lon, max_lon, min_lat, max_lat, min_seconds, max_seconds,
            +from_nanos, +to_nanos, +error, +sure);
          ALTER TABLE clip ADD COLUMN certainty TEXT NOT NULL DEFAULT 'LIKELY';
          ALTER TABLE entry ADD COLUMN searched_ms INTEGER NOT NULL DEFAULT 0""", // for standing ones
          """
          CREATE TABLE log(
            one INTEGER PRIMARY KEY CHECK(one = 1),
            name TEXT NOT NULL,
            since_ms INTEGER NOT NULL,
            base INTEGER NOT NULL,
            size INTEGER NOT NULL,
            peaks BLOB NOT NULL) STRICT;
          CREATE TABLE directive(
            order_id TEXT NOT NULL,
            order_hash TEXT NOT NULL,
            kind TEXT NOT NULL,
            PRIMARY KEY(order_hash, kind)) STRICT, WITHOUT ROWID;
          ALTER TABLE entry ADD COLUMN directive INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE entry ADD COLUMN approve_by_ms INTEGER NOT NULL DEFAULT 0""",
          "ALTER TABLE clip ADD COLUMN base TEXT", // whose fragments its upload leaves out
          // what the device has recorded, and in which of its commitments the log holds it
          """
          CREATE TABLE commitment(
            number INTEGER PRIMARY KEY,
            root BLOB NOT NULL,
            made_ms INTEGER NOT NULL,
            asked_ms INTEGER NOT NULL,
            proof TEXT) STRICT;
          CREATE TABLE head(
            segment INTEGER PRIMARY KEY,
            leaf BLOB NOT NULL,
            commitment INTEGER) STRICT;
          CREATE INDEX head_commitment ON head(commitment, segment)""",
          // what uploads have used of a month's mobile data
          "CREATE TABLE data_use(month TEXT PRIMARY KEY, octets INTEGER NOT NULL) STRICT",
          // how much of its footage a clip gives
          "ALTER TABLE clip ADD COLUMN extent TEXT NOT NULL DEFAULT 'FULL'");

  private Schema() {}
}
