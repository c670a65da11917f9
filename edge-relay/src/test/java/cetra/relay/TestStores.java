package cetra.relay;

import cetra.relay.ingest.UploadDesk;
import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderDesk;
import cetra.relay.order.OrderEvents;
import cetra.relay.schedule.Backhaul;
import cetra.relay.schedule.GrantPost;
import cetra.relay.schedule.Leases;
import cetra.relay.schedule.LinkRates;
import cetra.relay.schedule.Measures;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferDesk;
import cetra.relay.schedule.UploadScheduler;
import cetra.relay.transparency.OrderLog;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.link.Outbox;
import cetra.wire.log.LogKey;
import cetra.wire.message.Json;
import cetra.wire.message.Offer;
import cetra.wire.message.Topics;
import cetra.wire.order.OrderCheck;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The stores of a relay without its threads, so that a test runs each stage when it wants to. */
public final class TestStores implements AutoCloseable {
  public final Database database;
  public final LogKey key;
  public final OrderLog log;
  public final OrderBook orders;
  public final OrderEvents events;
  public final OfferBook offers;
  public final CustodyLog custody;
  public final Outbox outbox;
  public final EvidenceVault vault;
  public final OrderDesk orderDesk;
  public final Measures measures = Measures.begin(0);
  public final LinkRates rates = measures.rates();
  public final Leases leases = measures.leases();
  public final OfferDesk offerDesk;
  public final UploadDesk uploadDesk;
  private final GrantPost post;
  private final Clock clock;

  public TestStores(Path folder, TestTown town, Clock clock) throws IOException {
    this.clock = clock;
    database = Database.open(folder.resolve("relay.db"), Relay.SCHEMA);
    key = LogKey.load(town.relay());
    log = new OrderLog(database, key);
    orders = new OrderBook(database);
    events = new OrderEvents(database, clock);
    offers = new OfferBook(database, clock);
    custody = new CustodyLog(database, key, clock);
    outbox = new Outbox(database);
    vault = new EvidenceVault(folder.resolve("vault"));
    post = new GrantPost(outbox, clock);
    OrderCheck check = new OrderCheck(town.root().getPublic());
    orderDesk = new OrderDesk(database, check, orders, log, events, clock);
    offerDesk = new OfferDesk(database, offers, orders, events, post, leases, clock);
    uploadDesk = new UploadDesk(database, offers, orders, events, vault, custody, measures, clock);
  }

  public UploadScheduler scheduler(int grantsAtOnce) {
    return new UploadScheduler(
        database, offers, orders, events, post, measures, grantsAtOnce, clock);
  }

  /** One whose line bears no more than so many octets a second. */
  public UploadScheduler scheduler(int grantsAtOnce, double line) {
    Measures scarce = new Measures(rates, new Backhaul(line), leases);
    return new UploadScheduler(database, offers, orders, events, post, scarce, grantsAtOnce, clock);
  }

  public void offer(String device, Offer offer) {
    offerDesk.arrived(Topics.offers(device), Json.bytes(offer));
  }

  @Override
  public void close() {
    database.close();
  }
}
