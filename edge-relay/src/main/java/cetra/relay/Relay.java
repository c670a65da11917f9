package cetra.relay;

import cetra.relay.api.HttpApi;
import cetra.relay.broker.ArtemisBroker;
import cetra.relay.broker.Broker;
import cetra.relay.broker.EmbeddedBroker;
import cetra.relay.broker.MosquittoBroker;
import cetra.relay.deliver.EventFeed;
import cetra.relay.deliver.ExpiredClips;
import cetra.relay.deliver.MunicipalityOutbox;
import cetra.relay.deliver.RetentionStore;
import cetra.relay.deliver.TimeStamps;
import cetra.relay.ingest.TakenBackUploads;
import cetra.relay.ingest.UploadDesk;
import cetra.relay.ingest.UploadLimits;
import cetra.relay.ingest.UploadServer;
import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderDesk;
import cetra.relay.order.OrderEvents;
import cetra.relay.order.OrderFeed;
import cetra.relay.order.OrderRequests;
import cetra.relay.schedule.GrantPost;
import cetra.relay.schedule.LinkRates;
import cetra.relay.schedule.Measures;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferDesk;
import cetra.relay.schedule.UploadScheduler;
import cetra.relay.transparency.Commitments;
import cetra.relay.transparency.OrderLog;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.relay.verify.EvidenceVerifier;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Pem;
import cetra.wire.key.TlsIdentity;
import cetra.wire.key.Trust;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.BrokerSession;
import cetra.wire.link.Outbox;
import cetra.wire.log.LogKey;
import cetra.wire.message.Topics;
import cetra.wire.order.OrderCheck;
import cetra.wire.store.Database;
import cetra.wire.store.FolderLock;
import cetra.wire.store.StageLoop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** A running relay: everything is wired here, by hand, and closed in the opposite order. */
public final class Relay implements AutoCloseable {
  /** The tables of its database; only ever appended to. */
  public static final List<String> SCHEMA =
      List.of(
          OrderLog.TABLES,
          OrderBook.TABLES,
          OrderEvents.TABLES,
          OfferBook.TABLES,
          CustodyLog.TABLES,
          Outbox.TABLE,
          OrderLog.TREE,
          OrderBook.DIRECTIVES,
          OrderBook.CLOSED,
          Commitments.TABLES,
          RetentionStore.TABLES,
          TimeStamps.TABLES,
          OfferBook.CHANGES,
          LinkRates.TABLE,
          OfferBook.EXTENTS,
          RetentionStore.ARRIVALS);

  /** What devices say while the relay is away. */
  private static final Duration BROKER_KEEPS = Duration.ofDays(1);

  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration STAGE_IDLE = Duration.ofSeconds(1);

  /** One plan over all that has come meanwhile, not one for each offer. */
  private static final Duration PLAN_BREATH = Duration.ofMillis(20);

  private final Deque<AutoCloseable> started;
  private final HttpApi api;
  private final Broker broker;

  private Relay(Deque<AutoCloseable> started, HttpApi api, Broker broker) {
    this.started = started;
    this.api = api;
    this.broker = broker;
  }

  /**
   * Starts a relay; returns when it serves, and when a broker that it started has its devices'
   * messages led to it.
   *
   * @throws IOException when keys, data folder (another relay may use it), a port or the broker
   *     cannot be used; nothing is left running then
   */
  public static Relay start(RelayConfig config, Clock clock)
      throws IOException, InterruptedException {
    Deque<AutoCloseable> started = new ArrayDeque<>();
    try {
      return start(config, clock, started);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close(started);
      throw e;
    }
  }

  private static Relay start(RelayConfig config, Clock clock, Deque<AutoCloseable> started)
      throws IOException, InterruptedException {
    open(started, FolderLock.take(config.data(), "lock", "another relay"));
    IdentityFolder keys = new IdentityFolder(config.keys());
    TlsIdentity identity = keys.tls();
    Database database = open(started, Database.open(config.data().resolve("relay.db"), SCHEMA));
    EvidenceVault vault = new EvidenceVault(config.data().resolve("vault"));
    Trust trust = Trust.of(keys);
    trust.write(config.data().resolve("vault").resolve("trust.pem"));

    LogKey key = LogKey.load(keys);
    OrderLog log = new OrderLog(database, key);
    Commitments commitments = new Commitments(database, log, clock);
    OrderBook orders = new OrderBook(database);
    OrderEvents events = new OrderEvents(database, clock);
    OfferBook offers = new OfferBook(database, clock);
    CustodyLog custody = new CustodyLog(database, key, clock);
    Outbox outbox = new Outbox(database);
    GrantPost post = new GrantPost(outbox, clock);
    Measures measures = Measures.begin(config.line());
    measures.rates().load(database, clock);
    OfferDesk offerDesk =
        new OfferDesk(database, offers, orders, events, post, measures.leases(), clock);
    OrderDesk orderDesk =
        new OrderDesk(database, new OrderCheck(keys.operatorRoot()), orders, log, events, clock);
    UploadDesk uploadDesk =
        new UploadDesk(database, offers, orders, events, vault, custody, measures, clock);
    // before the scheduler ends what the last run received whole and could not commit
    uploadDesk.sweep();

    OrderFeed orderFeed =
        new OrderFeed(database, log, orders, events, outbox, config.region(), clock);
    UploadScheduler scheduler =
        new UploadScheduler(
            database, offers, orders, events, post, measures, config.grantsAtOnce(), clock);
    EvidenceVerifier verifier =
        new EvidenceVerifier(
            database,
            offers,
            orders,
            events,
            vault,
            custody,
            new PackageVerifier(trust, keys.tls().revocations()));
    MunicipalityOutbox delivery =
        new MunicipalityOutbox(database, offers, orders, events, vault, custody);
    TakenBackUploads takenBack =
        new TakenBackUploads(database, offers, events, vault, custody, uploadDesk);
    RetentionStore retention = new RetentionStore(database);
    ExpiredClips expired =
        new ExpiredClips(
            database,
            retention,
            offers,
            orders,
            events,
            vault,
            custody,
            config.retention(),
            key,
            clock);
    EventFeed eventFeed = new EventFeed(database, events, orders, outbox);

    Broker broker = open(started, broker(config, identity));
    HttpApi api =
        open(
            started,
            HttpApi.start(
                new HttpApi.Parts(
                    orderDesk,
                    orders,
                    events,
                    log,
                    commitments,
                    offers,
                    vault,
                    custody,
                    retention,
                    clip -> TimeStamps.of(database, clip),
                    new UploadServer(uploadDesk, limits(config))),
                identity,
                config.host(),
                config.port(),
                config.consolePort(),
                config.data().resolve("console.url"),
                clock));
    BrokerSession link =
        open(
            started,
            new BrokerSession(
                new BrokerAddress(
                    broker.address(), identity.name(), identity.context(), BROKER_KEEPS),
                List.of(Topics.fromAllDevices(), Topics.ordersOfAllIssuers()),
                outbox,
                new OrderRequests(
                    orderDesk,
                    outbox,
                    clock,
                    (topic, message) -> {
                      if (!commitments.arrived(topic, message)) {
                        offerDesk.arrived(topic, message);
                      }
                    }),
                clock));

    open(started, StageLoop.start("order-feed", database, orderFeed::step, STAGE_IDLE));
    open(started, StageLoop.start("commitments", database, commitments::step, STAGE_IDLE));
    open(started, StageLoop.start("order-ends", database, orderDesk::step, STAGE_IDLE));
    open(started, StageLoop.start("deletions", database, takenBack::step, STAGE_IDLE));
    open(started, StageLoop.start("scheduler", database, scheduler::step, STAGE_IDLE, PLAN_BREATH));
    open(started, StageLoop.start("verifier", database, verifier::step, STAGE_IDLE));
    open(started, StageLoop.start("delivery", database, delivery::step, STAGE_IDLE));
    open(started, StageLoop.start("retention", database, expired::step, STAGE_IDLE));
    if (!config.timestampUrl().isEmpty()) {
      TimeStamps stamps =
          new TimeStamps(
              database,
              vault,
              custody,
              new TimeStamps.Authority(
                  URI.create(config.timestampUrl()), Pem.certificates(config.timestampAuthority())),
              clock);
      open(started, StageLoop.start("time-stamps", database, stamps::step, STAGE_IDLE));
    }
    open(started, StageLoop.start("event-feed", database, eventFeed::step, STAGE_IDLE));
    open(
        started,
        StageLoop.start("upload-sweep", database, uploadDesk::sweepNowAndThen, UploadDesk.SWEEP));
    awaitOwnBroker(config, link);
    return new Relay(started, api, broker);
  }

  /** Where issuers and devices reach the API: {@code https://host:port}. */
  public URI api() {
    return api.address();
  }

  /** Where devices and issuers reach the broker: {@code ssl://host:port}. */
  public URI broker() {
    return broker.address();
  }

  /**
   * A new login link to the console, good once; another than that in {@code console.url}.
   *
   * @return null when the console is off
   */
  public @Nullable URI console() {
    return api.console();
  }

  @Override
  public void close() {
    close(started);
  }

  private static Broker broker(RelayConfig config, TlsIdentity identity)
      throws IOException, InterruptedException {
    Path folder = config.data().resolve("broker");
    return switch (config.broker()) {
      case "embedded" -> EmbeddedBroker.start(folder, identity, config.host(), config.brokerPort());
      case "mosquitto" ->
          MosquittoBroker.start(folder, identity, config.host(), config.brokerPort());
      case "artemis" -> ArtemisBroker.start(folder, identity, config.host(), config.brokerPort());
      default -> Broker.at(URI.create(config.broker()));
    };
  }

  /** What a device offers before anybody has subscribed, a broker throws away. */
  private static void awaitOwnBroker(RelayConfig config, BrokerSession link)
      throws IOException, InterruptedException {
    if (!config.broker().startsWith("ssl:") && !link.awaitConnected(CONNECT)) {
      throw new IOException("no connection to the broker that was started, within " + CONNECT);
    }
  }

  private static UploadLimits limits(RelayConfig config) {
    return new UploadLimits(
        (long) config.maxUploadMegabytes() << 20,
        config.deviceMegabytes() << 20,
        config.diskFloorMegabytes() << 20,
        Duration.ofSeconds(config.uploadIdleSeconds()));
  }

  private static <T extends AutoCloseable> T open(Deque<AutoCloseable> started, T part) {
    started.push(part);
    return part;
  }

  private static void close(Deque<AutoCloseable> started) {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        Logger.error(e, "a part of the relay does not close");
      }
    }
  }
}
