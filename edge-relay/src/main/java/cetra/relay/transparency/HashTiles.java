package cetra.relay.transparency;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.log.CompactRange;
import cetra.wire.store.Database;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A log's Merkle tree as tiles of 256 hashes (C2SP tlog-tiles): a tile of level 0 holds leaves, one
 * of level n the roots of full tiles of level n-1.
 *
 * <p>A leaf costs 32 octets and an update of one tile; every root and every proof of a log of
 * millions of entries is made of at most a dozen tiles.
 */
final class HashTiles {
  /** The table behind it. */
  static final String TABLES =
      """
      CREATE TABLE log_tile(
        level INTEGER NOT NULL,
        number INTEGER NOT NULL,
        hashes BLOB NOT NULL,
        PRIMARY KEY(level, number)
      ) STRICT, WITHOUT ROWID\
      """;

  /** The height of a tile: it has 2^8 hashes. */
  private static final int HEIGHT = 8;

  private static final int WIDTH = 1 << HEIGHT;

  private final Database database;

  HashTiles(Database database) {
    this.database = database;
  }

  /** How many leaves there are. */
  long size() {
    return database
        .first(
            "SELECT number, length(hashes) FROM log_tile WHERE level = 0"
                + " ORDER BY number DESC LIMIT 1",
            row -> row.getLong(1) * WIDTH + row.getLong(2) / Hash.BYTES)
        .orElse(0L);
  }

  /** Adds a leaf; part of the surrounding transaction. */
  void append(long place, Hash leaf) {
    append(0, place, leaf);
  }

  private void append(int level, long place, Hash hash) {
    long tile = place / WIDTH;
    database.update(
        "INSERT INTO log_tile VALUES(?,?,?) ON CONFLICT(level, number) DO UPDATE"
            + " SET hashes = CAST(hashes || excluded.hashes AS BLOB)",
        level,
        tile,
        hash.bytes());
    if (place % WIDTH == WIDTH - 1) {
      append(level + 1, tile, MerkleTree.root(hashes(level, tile)));
    }
  }

  /** The hashes of a tile, as many as it has. */
  List<Hash> hashes(int level, long tile) {
    List<Hash> hashes = new ArrayList<>();
    ByteBuffer octets = ByteBuffer.wrap(octets(level, tile));
    while (octets.hasRemaining()) {
      hashes.add(Hash.read(octets));
    }
    return hashes;
  }

  private byte[] octets(int level, long tile) {
    return database
        .first(
            "SELECT hashes FROM log_tile WHERE level = ? AND number = ?",
            row -> row.getBytes(1),
            level,
            tile)
        .orElse(new byte[0]);
  }

  /** The root of the number-th full subtree of a height. */
  Hash subtree(int height, long number) {
    int level = height / HEIGHT;
    int within = height % HEIGHT;
    long first = number << within;
    int from = (int) (first % WIDTH);
    List<Hash> tile = hashes(level, first / WIDTH);
    return MerkleTree.root(tile.subList(from, from + (1 << within)));
  }

  /** The log as it was at a size. */
  CompactRange range(long size) {
    List<Hash> peaks = new ArrayList<>();
    long at = 0;
    for (int height = 62; height >= 0; height--) {
      if ((size >> height & 1) == 1) {
        peaks.add(subtree(height, at >> height));
        at += 1L << height;
      }
    }
    return new CompactRange(size, peaks);
  }

  /** The inclusion proof of an entry in the log as it was at a size (RFC 9162 section 2.1.3.1). */
  List<Hash> inclusion(long place, long size) {
    List<Hash> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + Long.highestOneBit(to - from - 1);
      boolean left = place < middle;
      path.addFirst(left ? root(middle, to) : root(from, middle));
      from = left ? from : middle;
      to = left ? middle : to;
    }
    return path;
  }

  /** The root over a part of the tree as recursion meets it: aligned to its largest subtree. */
  private Hash root(long from, long to) {
    long length = to - from;
    int height = 63 - Long.numberOfLeadingZeros(length);
    Hash left = subtree(height, from >> height);
    return length == 1L << height ? left : MerkleTree.node(left, root(from + (1L << height), to));
  }
}
