package cetra.agent.link;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.wire.message.Offer;
import cetra.wire.store.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/** Offers what the owner agreed to. */
public final class OfferDesk implements ClipJob {
  private final Database database;
  private final ClipStore clips;
  private final LedgerStore ledger;
  private final Offers offers;
  private final Clock clock;

  /** A stage over the device's database. */
  public OfferDesk(Database database, Offers offers, Clock clock) {
    this.database = database;
    this.clips = new ClipStore(database);
    this.ledger = new LedgerStore(database);
    this.offers = offers;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "offer";
  }

  @Override
  public Clip.State claims() {
    return Clip.State.CONSENTED;
  }

  @Override
  public void work(Clip clip) throws IOException {
    Offer offer = offers.of(clip);
    Instant leaves = offers.moment(clip);
    database.transaction(
        () -> {
          boolean inTime = clips.move(clip, Clip.State.OFFERED, "");
          if (inTime) {
            offers.send(offer, leaves, clip);
            clips.postpone(clip.in(Clip.State.OFFERED), leaves.plus(OfferAgain.PATIENCE), "");
            ledger.append(
                new LedgerStore.Row(clock.instant(), clip.orderId(), "offered", clip.id()));
          }
          return inTime;
        });
  }
}
