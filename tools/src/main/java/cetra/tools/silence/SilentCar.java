package cetra.tools.silence;

import cetra.agent.consent.ConsentGate;
import cetra.agent.consent.ConsentPolicy;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStage;
import cetra.agent.index.ClipStore;
import cetra.agent.index.Stage;
import cetra.agent.link.BrokerLink;
import cetra.agent.link.Heartbeat;
import cetra.agent.link.OfferDesk;
import cetra.agent.link.Offers;
import cetra.agent.upload.RelayConnection;
import cetra.hardware.DriverPanel;
import cetra.tools.simulation.DrivenCar;
import cetra.tools.simulation.Town;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.TlsIdentity;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.Outbox;
import cetra.wire.message.LinkState;
import cetra.wire.message.RecorderState;
import cetra.wire.order.Certainty;
import cetra.wire.order.Purpose;
import cetra.wire.order.Urgency;
import cetra.wire.store.StageLoop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tinylog.Logger;

/**
 * A connected car whose owner gives nothing for missing persons: the agent's own stages up to the
 * offer, with everything it says to broker and relay tapped.
 */
final class SilentCar implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration SESSION = Duration.ofMinutes(10);
  private static final LinkState LINK = new LinkState(false, false, false, null);
  private static final ConsentPolicy GIVES_NOTHING =
      new ConsentPolicy(
          ConsentPolicy.Mode.STANDING,
          List.of(Purpose.DISASTER),
          List.of(),
          List.of(Urgency.values()),
          Certainty.LIKELY,
          0,
          0,
          60,
          List.of());

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final DrivenCar car;
  private final ClipStore clips;
  private final Clock clock;
  private final Tap broker;
  private final Tap relay;

  /**
   * A car that has passed one of the crossings.
   *
   * @param leaks whether it says no where it is to say nothing
   */
  SilentCar(
      Path file,
      IdentityFolder identity,
      Town town,
      int crossing,
      URI brokerAt,
      URI relayAt,
      boolean leaks,
      Clock clock)
      throws IOException {
    this.clock = clock;
    PublicKey root = identity.operatorRoot();
    this.car = started(DrivenCar.make(file, root, crossing, town.made(), clock));
    this.clips = new ClipStore(car.database());
    this.broker = started(new Tap(brokerAt));
    this.relay = started(new Tap(relayAt));
    TlsIdentity tls = identity.tls();
    Outbox outbox = new Outbox(car.database());
    stage(car.inbox());
    job(
        new ConsentGate(
            car.database(), GIVES_NOTHING, new NoPanel(), () -> DriverPanel.Light.OFF, clock));
    job(
        new OfferDesk(
            car.database(),
            new Offers(car.track(), car.orders(), outbox, tls.name(), clip -> LINK, clock),
            clock));
    if (leaks) {
      stage(new SaysNo(car.database(), outbox, tls.name(), clock));
    }
    started(new Heartbeat(outbox, tls.name(), "silence", () -> RecorderState.RECORDING, clock));
    started(
        new BrokerLink(
            new BrokerAddress(broker.address(), tls.name(), tls.context(), SESSION),
            Town.REGION,
            new RelayConnection(relay.address(), tls.context()),
            car.database(),
            root,
            clips,
            outbox,
            clock));
  }

  /** How many orders it has decided about, its owner's answer included. */
  long settled() {
    long asked = clips.counts().getOrDefault(Clip.State.MATCHED, 0L);
    return asked > 0 ? 0 : car.decided();
  }

  /** How many orders asked for what it has seen. */
  long matched() {
    return car.matched();
  }

  /** All that went to and from it since the last time. */
  List<Tap.Packet> take() {
    List<Tap.Packet> all = new ArrayList<>(broker.take());
    all.addAll(relay.take());
    return all;
  }

  /** When the last octets went. */
  long newest() {
    return Math.max(broker.newest(), relay.newest());
  }

  private void job(ClipJob job) {
    stage(new ClipStage(job, clips, clock));
  }

  private void stage(Stage stage) {
    started(StageLoop.start(stage.name(), car.database(), stage::work, TICK));
  }

  private <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
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

  /** A standing policy asks nobody. */
  private static final class NoPanel implements DriverPanel {
    @Override
    public void show(Light light) {}

    @Override
    public Answer ask(String question, Duration patience) {
      return Answer.SILENCE;
    }

    @Override
    public void close() {}
  }
}
