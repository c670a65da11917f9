package cetra.agent.link;

import cetra.agent.index.LogStore;
import cetra.agent.index.OrderStore;
import cetra.wire.log.CompactRange;
import cetra.wire.log.LogPage;
import cetra.wire.log.LogPart;
import cetra.wire.log.SignedCheckpoint;
import cetra.wire.store.Database;
import java.security.PublicKey;
import java.time.Clock;

/**
 * Follows the relay's order log: takes an entry only when it stands in a log that a keeper has
 * signed for whom the root vouches, and that still begins with all that this device has read of it.
 * What was not logged, or was logged for this device alone, is not obeyed.
 */
public final class LogFollower {
  private final Database database;
  private final LogStore log;
  private final OrderStore orders;
  private final PublicKey root;
  private final Clock clock;

  /**
   * A follower over the device's database.
   *
   * @param root the operator's key, which vouches for the keeper of the log
   */
  public LogFollower(Database database, PublicKey root, Clock clock) {
    this.database = database;
    this.log = new LogStore(database);
    this.orders = new OrderStore(database);
    this.root = root;
    this.clock = clock;
  }

  /** The place of the next entry. */
  public long next() {
    return log.next();
  }

  /**
   * Takes a page, whole or not at all; one that was taken before is left alone.
   *
   * @return false when what comes before it is missing
   * @throws IllegalArgumentException when it is not of the log; says why
   */
  public boolean take(LogPage page) {
    SignedCheckpoint.Trusted trusted = page.checkpoint().verify(root, clock.instant());
    return database.transaction(
        () -> {
          LogStore.Position at = in(trusted);
          long next = at.range().size();
          if (page.from() == next) {
            follow(at, page, trusted);
          }
          return page.from() == next || page.to() <= next;
        });
  }

  /** A relay that has lost its log begins another one, of another name, by leave of the root. */
  private LogStore.Position in(SignedCheckpoint.Trusted trusted) {
    LogStore.Position at = log.position();
    String name = trusted.keeper().log();
    if (at.log().equals(name)) {
      return at;
    }
    if (!trusted.keeper().from().isAfter(at.since())) {
      throw new IllegalArgumentException(
          "log " + name + " is older than " + at.log() + ", which this device follows");
    }
    LogStore.Position fresh =
        new LogStore.Position(name, trusted.keeper().from(), orders.next(), CompactRange.EMPTY);
    log.move(fresh);
    return fresh;
  }

  private void follow(LogStore.Position at, LogPage page, SignedCheckpoint.Trusted trusted) {
    CompactRange range = at.range();
    for (LogPart part : page.parts()) {
      if (part.entry() != null) {
        orders.receive(at.base() + range.size(), part.entry());
      }
      range = range.with(part);
    }
    if (range.size() != trusted.checkpoint().size()
        || !range.root().equals(trusted.checkpoint().root())) {
      throw new IllegalArgumentException(
          "entries %d to %d do not lead to the log's checkpoint of %d entries"
              .formatted(page.from(), page.to(), trusted.checkpoint().size()));
    }
    log.move(new LogStore.Position(at.log(), at.since(), at.base(), range));
  }
}
