package cetra.agent.link;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStore;
import cetra.wire.message.Offer;
import cetra.wire.store.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/**
 * Offers once more what nobody has answered: a broker that keeps its messages in memory forgets
 * them when its power is cut, and a relay answers an offer it knows with the answer it gave.
 */
public final class OfferAgain implements ClipJob {
  /** How long an answer may take. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A relay that has not answered twice is waiting for room; it is not to be pressed. */
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);

  private final Database database;
  private final ClipStore clips;
  private final Offers offers;
  private final Clock clock;

  /** A stage over the device's database. */
  public OfferAgain(Database database, Offers offers, Clock clock) {
    this.database = database;
    this.clips = new ClipStore(database);
    this.offers = offers;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "offer-again";
  }

  @Override
  public Clip.State claims() {
    return Clip.State.OFFERED;
  }

  @Override
  public void work(Clip clip) throws IOException {
    Offer offer = offers.of(clip);
    database.transaction(
        () -> {
          // it may have been answered, or let go, since it was claimed
          boolean open = clips.postpone(clip, clock.instant().plus(LONG_PATIENCE), "offered again");
          if (open) {
            offers.send(offer, clock.instant(), clip);
          }
          return open;
        });
  }
}
