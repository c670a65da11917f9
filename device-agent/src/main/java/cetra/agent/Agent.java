package cetra.agent;

import cetra.agent.clip.ClipCutter;
import cetra.agent.clip.ClipFolder;
import cetra.agent.clip.Expiry;
import cetra.agent.consent.ConsentGate;
import cetra.agent.consent.ConsentPolicy;
import cetra.agent.consent.OwnerPage;
import cetra.agent.consent.OwnerQuestions;
import cetra.agent.consent.Withdrawals;
import cetra.agent.health.RecordingLight;
import cetra.agent.health.VehicleWatch;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStage;
import cetra.agent.index.ClipStore;
import cetra.agent.index.CommitmentStore;
import cetra.agent.index.DataUse;
import cetra.agent.index.HoldExpiry;
import cetra.agent.index.HoldStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.Stage;
import cetra.agent.index.TrackStore;
import cetra.agent.link.BrokerLink;
import cetra.agent.link.CommitmentDesk;
import cetra.agent.link.Heartbeat;
import cetra.agent.link.LinkReport;
import cetra.agent.link.OfferAgain;
import cetra.agent.link.OfferDesk;
import cetra.agent.link.Offers;
import cetra.agent.match.DayShare;
import cetra.agent.match.OrderInbox;
import cetra.agent.match.OrderMatcher;
import cetra.agent.match.OrderPolicy;
import cetra.agent.match.Recalls;
import cetra.agent.match.StandingWatch;
import cetra.agent.record.ButtonWatch;
import cetra.agent.record.CapacityProof;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.DisciplinedClock;
import cetra.agent.record.HostTime;
import cetra.agent.record.Incident;
import cetra.agent.record.MotionWatch;
import cetra.agent.record.Recorder;
import cetra.agent.record.Ring;
import cetra.agent.record.TrackFeed;
import cetra.agent.seal.DeviceKey;
import cetra.agent.seal.EvidenceSealer;
import cetra.agent.upload.PolicyGate;
import cetra.agent.upload.RelayConnection;
import cetra.agent.upload.UploadPolicy;
import cetra.agent.upload.UploadQueue;
import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.DriverPanel;
import cetra.hardware.GnssReceiver;
import cetra.hardware.MotionSensor;
import cetra.hardware.NetworkLink;
import cetra.hardware.VehiclePower;
import cetra.wire.key.IdentityFolder;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.Outbox;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.Urgency;
import cetra.wire.store.Database;
import cetra.wire.store.FolderLock;
import cetra.wire.store.StageLoop;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.tinylog.Logger;

/**
 * A dashcam, wired by hand from top to bottom in the order in which data flow. What was started is
 * stopped in reverse, also when the start fails half-way.
 */
public final class Agent implements AutoCloseable {
  /** As manifests and heartbeats name this software. */
  public static final String SOFTWARE = "cetra-agent 0.1.0";

  private static final long MEGABYTE = 1 << 20;

  /** The broker need not keep what a parked car misses: it reads the log. */
  private static final Duration SESSION = Duration.ofMinutes(10);

  /** About how often a segment is closed. */
  private static final Duration SEGMENT_PERIOD = Duration.ofSeconds(10);

  /** What is due by time alone is found so late at most. */
  private static final Duration TICK = Duration.ofMillis(500);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final AgentConfig config;
  private final BoardClock board;
  private final DisciplinedClock clock;
  private final String boot = UUID.randomUUID().toString();
  private final Database database;
  private final TrackStore track;
  private final ClipStore clips;
  private final OrderStore orders;
  private final ClockDiscipline time;
  private final OwnerQuestions panel;
  private final DeviceKey key;
  private final Ring ring;
  private final ClipIndex index;
  private final Recorder recorder;

  private Agent(AgentConfig config, BoardClock board, Clock host) throws IOException {
    this.config = config;
    this.board = board;
    try {
      started(FolderLock.take(config.data(), "lock", "another agent"));
      IdentityFolder identity = new IdentityFolder(config.keys());
      this.key = DeviceKey.load(identity);
      this.database = started(ClipIndex.open(config.data().resolve("index.sqlite")));
      this.track = new TrackStore(database);
      this.clips = new ClipStore(database);
      this.orders = new OrderStore(database);
      DriverPanel driver = started(open(DriverPanel.class, config.panel(), board));
      this.time = new ClockDiscipline(board, utc -> track.learned(boot, utc));
      this.clock = new DisciplinedClock(time, host);
      this.panel = new OwnerQuestions(driver, clock);
      started(new HostTime(board, time));
      this.ring =
          Ring.open(
              config.ringFolder(),
              config.ringMegabytes() * MEGABYTE,
              config.floorMegabytes() * MEGABYTE,
              key.device(),
              key);
      this.index = started(new ClipIndex(database, ring, clock));
      started(new CapacityProof(ring, SEGMENT_PERIOD));
      TrackFeed feed =
          started(new TrackFeed(() -> open(GnssReceiver.class, config.gnss(), board), time));
      this.recorder =
          started(
              new Recorder(
                  () -> open(Camera.class, config.camera(), board),
                  ring,
                  boot,
                  feed,
                  time,
                  new FirstFragment(index),
                  board));
      HoldStore holds = new HoldStore(database);
      Consumer<Incident> keep = incident -> holds.keep(incident, boot);
      started(new ButtonWatch(panel, board, keep));
      started(
          new MotionWatch(
              () -> open(MotionSensor.class, config.motion(), board),
              config.motionThreshold(),
              keep));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a dashcam.
   *
   * @param board the time of this boot
   * @param clock for the owner's hours, and for deadlines until the time is known from fixes;
   *     nothing recorded depends on it
   * @throws IOException when keys, card or database cannot be used; nothing is left running
   */
  public static Agent start(
      AgentConfig config, ConsentPolicy policy, UploadPolicy uploads, BoardClock board, Clock clock)
      throws IOException {
    Agent agent = new Agent(config, board, clock);
    try {
      agent.recorder.start();
      agent.started(new RecordingLight(agent.recorder::state, agent.panel));
      agent.startStages(policy, uploads);
      return agent;
    } catch (IOException | RuntimeException e) {
      agent.close();
      throw e;
    }
  }

  private void startStages(ConsentPolicy policy, UploadPolicy uploads) throws IOException {
    IdentityFolder identity = new IdentityFolder(config.keys());
    SSLContext tls = identity.tls().context();
    Outbox outbox = new Outbox(database);
    LedgerStore ledger = new LedgerStore(database);
    ClipFolder folder = ClipFolder.open(config.data().resolve("clips"));
    RelayConnection relay = new RelayConnection(config.relay(), tls);
    OrderCheck check = new OrderCheck(identity.operatorRoot());
    OrderPolicy rules = new OrderPolicy(check, orders);

    OrderMatcher matcher = new OrderMatcher(track, config.view());
    DayShare share = new DayShare(clips, track);
    stage(new Recalls(database, check, outbox, clock));
    stage(new OrderInbox(database, rules, track, matcher, share, time, index::complete));
    stage(new StandingWatch(database, track, matcher, share, time, index::complete));
    Supplier<DriverPanel.Light> light = () -> RecordingLight.of(recorder.state());
    job(new ConsentGate(database, policy, panel, light, clock));
    if (config.ownerPort() >= 0) {
      Withdrawals withdrawals = new Withdrawals(database, key.device(), clock);
      started(new OwnerPage(config.data(), config.ownerPort(), database, panel, withdrawals));
    }
    PolicyGate gate =
        new PolicyGate(
            uploads,
            new VehicleWatch(
                started(open(NetworkLink.class, config.network(), board)),
                started(open(VehiclePower.class, config.power(), board)),
                board),
            new DataUse(database, clock),
            clip -> orders.urgency(clip.orderId()).orElse(Urgency.ROUTINE));
    Offers offers = new Offers(track, orders, outbox, key.device(), gate::state, clock);
    job(new OfferDesk(database, offers, clock));
    job(new OfferAgain(database, offers, clock));
    job(new ClipCutter(clips, track, index, ring, folder));
    CommitmentStore commitments = new CommitmentStore(database);
    job(
        new EvidenceSealer(
            clips, track, commitments, index, ring, folder, key, cameraDriver(), SOFTWARE));
    job(new UploadQueue(clips, ledger, folder, relay, gate, clock));
    stage(new LinkReport(clips, offers, gate::state, clock));
    stage(new Expiry(clips, folder, clock));
    stage(new HoldExpiry(new HoldStore(database), time::now));
    started(new Heartbeat(outbox, key.device(), SOFTWARE, recorder::state, clock));
    stage(
        new CommitmentDesk(
            database,
            outbox,
            relay,
            identity.operatorRoot(),
            key.device(),
            Duration.ofSeconds(config.commitmentSeconds()),
            clock));
    BrokerAddress broker = new BrokerAddress(config.broker(), key.device(), tls, SESSION);
    started(
        new BrokerLink(
            broker,
            config.region(),
            relay,
            database,
            identity.operatorRoot(),
            clips,
            outbox,
            clock));
  }

  /** The device's name. */
  public String device() {
    return key.device();
  }

  /** The monotonic time up to which video has been taken from the camera, in nanoseconds. */
  public long recordedNanos() {
    return recorder.recordedNanos();
  }

  /** How many clips are in each state. */
  public Map<Clip.State, Long> clips() {
    return clips.counts();
  }

  /** How many orders of the log ended in a state. */
  public long orders(OrderStore.State state) {
    return orders.count(state);
  }

  /** The owner's ledger, oldest row first. */
  public List<LedgerStore.Row> ledger() {
    return new LedgerStore(database).rows();
  }

  /** What the driver or a blow wants kept, oldest first. */
  public List<HoldStore.Hold> holds() {
    return new HoldStore(database).all();
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        Logger.warn("closing: {}", e.toString());
      }
    }
  }

  private void job(ClipJob job) {
    stage(new ClipStage(job, clips, clock));
  }

  private void stage(Stage stage) {
    started(StageLoop.start(stage.name(), database, stage::work, TICK));
  }

  /** Which kind of camera records; not its whole line, which may name a path or a password. */
  private String cameraDriver() {
    return DeviceSpec.parse(config.camera()).scheme();
  }

  private <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
  }

  private static <D extends AutoCloseable> D open(Class<D> device, String spec, BoardClock board)
      throws IOException {
    return Driver.open(device, DeviceSpec.parse(spec), board);
  }
}
