package cetra.agent.consent;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.wire.link.Outbox;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.message.Withdrawal;
import cetra.wire.store.Database;
import java.time.Clock;
import java.util.List;

/**
 * The owner takes back what was agreed to for an order: nothing more is searched, offered or
 * uploaded for it, and the relay deletes what it has of it and has not delivered. Of what had not
 * been offered yet nobody hears.
 */
public final class Withdrawals {
  private final Database database;
  private final ClipStore clips;
  private final OrderStore orders;
  private final LedgerStore ledger;
  private final Outbox outbox;
  private final String topic;
  private final Clock clock;

  /** Withdrawals of one device. */
  public Withdrawals(Database database, String device, Clock clock) {
    this.database = database;
    this.clips = new ClipStore(database);
    this.orders = new OrderStore(database);
    this.ledger = new LedgerStore(database);
    this.outbox = new Outbox(database);
    this.topic = Topics.deviceAnswers(device);
    this.clock = clock;
  }

  /**
   * Takes back all of an order.
   *
   * @return how many clips that were; what the relay has delivered before stays with the issuer
   */
  public int withdraw(String orderId) {
    return database.transaction(
        () -> {
          List<Clip> given = clips.given(orderId);
          given.forEach(this::withdraw);
          boolean searched = orders.end(orderId, "the owner took it back");
          if (searched || !given.isEmpty()) {
            String what = given.size() + " clip(s) taken back";
            ledger.append(new LedgerStore.Row(clock.instant(), orderId, "withdrawn", what));
          }
          return given.size();
        });
  }

  private void withdraw(Clip clip) {
    boolean heard = outbox.withdraw(clip.id()) == 0 && wasOffered(clip.state());
    clips.move(clip, Clip.State.WITHDRAWN, "");
    if (heard) {
      outbox.add(topic, Json.bytes(Withdrawal.of(clip.id())), clip.expires());
    }
  }

  private static boolean wasOffered(Clip.State state) {
    return state != Clip.State.MATCHED && state != Clip.State.CONSENTED;
  }
}
