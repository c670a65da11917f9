package cetra.agent.consent;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.match.Span;
import cetra.agent.record.UtcEstimate;
import cetra.hardware.DriverPanel;
import cetra.wire.message.Extent;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks the owner's policy, and where it says so the owner, about each matched clip. Silence is no.
 * What is private is cut off before anything is offered; question and answer go into the ledger.
 */
public final class ConsentGate implements ClipJob {
  /** Less than this is not worth an offer. */
  private static final long SHORTEST_NANOS = Duration.ofSeconds(1).toNanos();

  /** Of what is shorter no preview goes ahead: it would hardly be there sooner. */
  private static final long PREVIEWED_NANOS = Duration.ofSeconds(30).toNanos();

  private static final String YES = "the owner said yes";
  private static final String NO = "the owner did not say yes";

  private final Database database;
  private final ClipStore clips;
  private final OrderStore orders;
  private final LedgerStore ledger;
  private final TrackStore track;
  private final ConsentPolicy policy;
  private final PrivateTime privateTime;
  private final DriverPanel panel;
  private final Supplier<DriverPanel.Light> light;
  private final Clock clock;

  /**
   * A stage over the device's database.
   *
   * @param light what the panel shows when nothing is asked
   * @param clock its zone is that of the owner's hours
   */
  public ConsentGate(
      Database database,
      ConsentPolicy policy,
      DriverPanel panel,
      Supplier<DriverPanel.Light> light,
      Clock clock) {
    this.database = database;
    this.clips = new ClipStore(database);
    this.orders = new OrderStore(database);
    this.ledger = new LedgerStore(database);
    this.track = new TrackStore(database);
    this.policy = policy;
    this.privateTime = new PrivateTime(track, policy.zones());
    this.panel = panel;
    this.light = light;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "consent";
  }

  @Override
  public Clip.State claims() {
    return Clip.State.MATCHED;
  }

  @Override
  public void work(Clip clip) throws InterruptedException {
    VideoOrder order =
        orders
            .signed(clip.orderId())
            .map(signed -> SignedOrder.read(signed).unverified())
            .orElseThrow(() -> new IllegalStateException("clip without its order: " + clip.id()));
    String refusal = policy.refusal(order, recordedAt(clip), clip.certainty());
    List<Span> parts =
        privateTime.publicParts(clip.boot(), new Span(clip.fromNanos(), clip.toNanos())).stream()
            .filter(part -> part.length() >= SHORTEST_NANOS)
            .toList();
    if (!refusal.isEmpty()) {
      decline(clip, refusal);
    } else if (parts.isEmpty()) {
      decline(clip, "all of it is private");
    } else if (policy.mode() == ConsentPolicy.Mode.STANDING) {
      consent(clip, parts, order.want(), "");
    } else if (ownerAgrees(order)) {
      consent(clip, parts, order.want(), YES + "; ");
    } else {
      decline(clip, NO);
    }
  }

  /** One order is one question, however many clips it found: the ledger has the answer. */
  private boolean ownerAgrees(VideoOrder order) throws InterruptedException {
    for (LedgerStore.Row row : ledger.of(order.id())) {
      if (row.detail().startsWith(YES) || row.detail().equals(NO)) {
        return row.detail().startsWith(YES);
      }
    }
    return ask(order);
  }

  private boolean ask(VideoOrder order) throws InterruptedException {
    Duration patience = Duration.ofSeconds(policy.askSeconds());
    panel.show(DriverPanel.Light.ASKING);
    DriverPanel.Answer answer =
        panel.ask(order.title().ja() + " / " + order.title().en(), patience);
    panel.show(light.get()); // the alarm may have been lit meanwhile, and is only once
    return answer == DriverPanel.Answer.YES;
  }

  private void consent(Clip clip, List<Span> parts, Extent want, String who) {
    database.transaction(
        () -> {
          boolean inTime =
              clips.replace(
                  clip,
                  parts.stream()
                      .flatMap(
                          part -> extents(part, want).map(extent -> partOf(clip, part, extent)))
                      .toList());
          record(clip, "consented", who + (inTime ? given(clip, parts) : "too late"));
          return parts;
        });
  }

  /** What is kept back is said to the owner, and to nobody else. */
  private static String given(Clip clip, List<Span> parts) {
    long all = clip.toNanos() - clip.fromNanos();
    long seconds = (all - parts.stream().mapToLong(Span::length).sum()) / 1_000_000_000;
    return parts.size() + " part(s)" + (seconds > 0 ? ", " + seconds + " s are private" : "");
  }

  private void decline(Clip clip, String why) {
    database.transaction(
        () -> {
          clips.move(clip, Clip.State.DECLINED, why);
          record(clip, "declined", why);
          return why;
        });
  }

  /** What an order wants of a part; each is offered, granted and sent by itself. */
  private static Stream<Extent> extents(Span part, Extent want) {
    return part.length() < PREVIEWED_NANOS
        ? Stream.of(want)
        : Stream.of(Extent.PREVIEW, want).distinct();
  }

  private static Clip partOf(Clip clip, Span part, Extent extent) {
    return Clip.matched(
            UUID.randomUUID().toString(),
            clip.orderId(),
            clip.issuer(),
            clip.boot(),
            part.from(),
            part.to(),
            clip.certainty(),
            clip.expires())
        .showing(extent);
  }

  private void record(Clip clip, String event, String detail) {
    ledger.append(new LedgerStore.Row(clock.instant(), clip.orderId(), event, detail));
  }

  private LocalTime recordedAt(Clip clip) {
    Instant begin =
        track.boot(clip.boot()).map((UtcEstimate utc) -> utc.at(clip.fromNanos())).orElseThrow();
    return begin.atZone(clock.getZone()).toLocalTime();
  }
}
