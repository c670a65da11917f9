package cetra.relay.transparency;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.log.LogKey;
import cetra.wire.log.LogPage;
import cetra.wire.log.LogPart;
import cetra.wire.log.SignedCheckpoint;
import cetra.wire.store.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The append-only log of orders and of what was said about them: entry by entry as submitted, in a
 * Merkle tree (RFC 9162 section 2.1) whose root the relay signs; what is not in it is not obeyed.
 */
public final class OrderLog {
  /** The tables behind it; its triggers keep it append-only. */
  public static final String TABLES =
      """
      CREATE TABLE order_log(
        place INTEGER PRIMARY KEY,
        leaf BLOB NOT NULL,
        text TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER order_log_keeps BEFORE DELETE ON order_log
        BEGIN SELECT raise(ABORT, 'the order log is append-only'); END;
      CREATE TRIGGER order_log_stays BEFORE UPDATE ON order_log
        BEGIN SELECT raise(ABORT, 'the order log is append-only'); END;
      CREATE TABLE order_feed(published INTEGER NOT NULL) STRICT;
      INSERT INTO order_feed VALUES (0)\
      """;

  /** What came later: the tree as tiles, and until when an entry matters to anybody. */
  public static final String TREE =
      HashTiles.TABLES
          + """
          ;
          CREATE TABLE order_life(place INTEGER PRIMARY KEY, until_ms INTEGER NOT NULL) STRICT;
          CREATE INDEX order_life_until ON order_life(until_ms, place);
          INSERT INTO order_life SELECT place, valid_until_ms FROM orders\
          """;

  /** A page is no longer than this, as orders may be long; it has at least one part. */
  private static final int PAGE_CHARACTERS = 2 << 20;

  private final Database database;
  private final HashTiles tiles;
  private final LogKey key;

  /**
   * That an entry is in the log.
   *
   * @param index its place
   * @param entry its text
   * @param path its inclusion proof (RFC 9162 section 2.1.3.1), from the bottom up
   * @param checkpoint the log in which it is
   */
  public record Proof(long index, String entry, List<Hash> path, SignedCheckpoint checkpoint) {}

  /** A log in a database that has {@link #TABLES} and {@link #TREE}. */
  public OrderLog(Database database, LogKey key) {
    this.database = database;
    this.tiles = new HashTiles(database);
    this.key = key;
    database.transaction(this::completeTree);
  }

  /** A log of an earlier version has entries and no tree. */
  private long completeTree() {
    List<Hash> leaves =
        database.list(
            "SELECT leaf FROM order_log WHERE place >= ? ORDER BY place",
            row -> Hash.of(row.getBytes(1)),
            tiles.size());
    leaves.forEach(leaf -> tiles.append(tiles.size(), leaf));
    return leaves.size();
  }

  /**
   * Appends an entry.
   *
   * @param until after this nobody needs to read it; devices follow it as a hash
   * @return its place, from 0
   */
  public long append(String text, Instant until) {
    return database.transaction(
        () -> {
          long place = size();
          Hash leaf = leaf(text);
          database.update(
              "INSERT INTO order_log(place, leaf, text) VALUES (?,?,?)", place, leaf.bytes(), text);
          database.update("INSERT INTO order_life VALUES (?,?)", place, until.toEpochMilli());
          tiles.append(place, leaf);
          return place;
        });
  }

  /** How many entries there are. */
  public long size() {
    return database.number("SELECT coalesce(max(place) + 1, 0) FROM order_log");
  }

  /** The Merkle root over all entries (RFC 9162 section 2.1.1). */
  public Hash root() {
    return tiles.range(size()).root();
  }

  /** What the log is now, signed. */
  public SignedCheckpoint checkpoint() {
    return checkpoint(size());
  }

  private SignedCheckpoint checkpoint(long size) {
    return key.sign(size, tiles.range(size).root());
  }

  /** That an entry is in the log as it is now. */
  public Proof proof(long place) {
    long size = size();
    return new Proof(place, text(place), tiles.inclusion(place, size), checkpoint(size));
  }

  /** The hashes of a tile, one after the other, 32 octets each; empty when there is none. */
  public List<Hash> tile(int level, long number) {
    return tiles.hashes(level, number);
  }

  /**
   * What follows a place, as much as fits a page: the texts that matter at an instant, and the rest
   * as roots of subtrees.
   */
  public LogPage page(long from, Instant now) {
    return page(from, now, PAGE_CHARACTERS);
  }

  /** What has not been broadcast yet, as much as fits a message; empty when there is nothing. */
  public Optional<LogPage> unpublished(Instant now, int mostCharacters) {
    long from = database.number("SELECT published FROM order_feed");
    return from < size() ? Optional.of(page(from, now, mostCharacters)) : Optional.empty();
  }

  /** Records that all entries before a place have been broadcast. */
  public void publishedBefore(long place) {
    database.update("UPDATE order_feed SET published = ?", place);
  }

  private LogPage page(long asked, Instant now, int mostCharacters) {
    long size = size();
    long from = Math.min(asked, size);
    List<LogPart> parts = new ArrayList<>();
    long at = from;
    int characters = 0;
    while (at < size && parts.size() < LogPage.MOST_PARTS) {
      LogPart part = part(at, size, now);
      characters += part.entry() == null ? 0 : part.entry().length();
      if (!parts.isEmpty() && characters > mostCharacters) {
        break;
      }
      parts.add(part);
      at += part.size();
    }
    return LogPage.of(from, size, parts, checkpoint(at));
  }

  private LogPart part(long at, long size, Instant now) {
    long live =
        database
            .first(
                "SELECT min(place) FROM order_life WHERE place >= ? AND until_ms > ?",
                row -> row.getObject(1) == null ? size : row.getLong(1),
                at,
                now.toEpochMilli())
            .orElse(size);
    if (live == at) {
      return LogPart.entry(text(at));
    }
    long dead = live - at;
    int fits = 63 - Long.numberOfLeadingZeros(dead);
    int height = at == 0 ? fits : Math.min(fits, Long.numberOfTrailingZeros(at));
    return LogPart.subtree(height, tiles.subtree(height, at >> height));
  }

  private String text(long place) {
    return database
        .first("SELECT text FROM order_log WHERE place = ?", row -> row.getString(1), place)
        .orElseThrow();
  }

  private static Hash leaf(String text) {
    return MerkleTree.leaf(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
