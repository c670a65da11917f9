package cetra.tools.demo;

import cetra.tools.order.RelayClient;
import cetra.wire.message.Json;
import cetra.wire.message.OrderEvent;
import cetra.wire.order.SignedOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Follows one order: what the relay tells its issuer, and what each car does. Used by one thread.
 */
final class DemoRun {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long POLL_MILLIS = 10;

  private record Told(Instant at, OrderEvent event) {}

  private final DemoSetting setting;
  private final List<DemoCar> cars;
  private final RelayClient relay;
  private final Screen screen;
  private final Clock clock;
  private final Queue<Told> inbox = new ConcurrentLinkedQueue<>();
  private final List<OrderEvent> events = new ArrayList<>();
  private final Map<Integer, Map<DemoCar.Step, Duration>> steps = new TreeMap<>();
  private final Map<OrderEvent.Step, Duration> first = new EnumMap<>(OrderEvent.Step.class);
  private Instant submitted = Instant.EPOCH;
  private String orderId = "";

  DemoRun(DemoSetting setting, List<DemoCar> cars, RelayClient relay, Screen screen, Clock clock) {
    this.setting = setting;
    this.cars = cars;
    this.relay = relay;
    this.screen = screen;
    this.clock = clock;
    cars.forEach(car -> steps.put(car.plan().number(), new EnumMap<>(DemoCar.Step.class)));
  }

  /** Submits the order and returns when every car has decided and every clip has arrived. */
  DemoResult follow(SignedOrder order) throws IOException, InterruptedException {
    relay.orders(); // an issuer's client is connected long before it has an order
    orderId = order.unverified().id();
    submitted = clock.instant();
    relay.submit(order.text());
    screen.step(since(clock.instant()), "issuer", "order " + orderId + " is signed and submitted");
    Thread listener = Thread.ofVirtual().name("events").start(this::listen);
    try {
      Instant end = submitted.plus(PATIENCE);
      while (!settled() && clock.instant().isBefore(end)) {
        look();
        Thread.sleep(POLL_MILLIS);
      }
      look();
    } finally {
      listener.interrupt();
    }
    return result();
  }

  String orderId() {
    return orderId;
  }

  /** When each car took each step, since the submission. */
  Map<Integer, Map<DemoCar.Step, Duration>> steps() {
    return steps;
  }

  List<OrderEvent> events() {
    return events;
  }

  private void listen() {
    try (Stream<String> told = relay.events(orderId)) {
      told.forEach(json -> inbox.add(new Told(clock.instant(), Json.read(json, OrderEvent.class))));
    } catch (IOException | UncheckedIOException closed) {
      // the client is closed when the run is over
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    for (DemoCar car : cars) {
      car.step().ifPresent(step -> took(car, step));
    }
    for (Told told = inbox.poll(); told != null; told = inbox.poll()) {
      events.add(told.event());
      Duration at = since(told.at());
      first.putIfAbsent(told.event().step(), at);
      screen.step(at, "relay", words(told.event()));
    }
  }

  private void took(DemoCar car, DemoCar.Step step) {
    Duration now = since(clock.instant());
    Map<DemoCar.Step, Duration> taken = steps.computeIfAbsent(car.plan().number(), n -> Map.of());
    if (taken.putIfAbsent(step, now) == null) {
      screen.step(now, "car " + car.plan().number(), step.words());
    }
  }

  private static String words(OrderEvent event) {
    String clip = event.clipId() == null ? "" : " clip " + event.clipId().substring(0, 8);
    String detail = event.detail() == null ? "" : ": " + event.detail();
    return event.step().name().toLowerCase(Locale.ROOT) + clip + detail;
  }

  private boolean settled() {
    long expected = setting.cars().stream().filter(CarPlan::offers).count();
    return steps.values().stream().noneMatch(Map::isEmpty)
        && count(OrderEvent.Step.DELIVERED) + count(OrderEvent.Step.QUARANTINED) >= expected
        && cars.stream().filter(car -> car.plan().offers()).allMatch(this::uploaded);
  }

  private boolean uploaded(DemoCar car) {
    return steps.getOrDefault(car.plan().number(), Map.of()).containsKey(DemoCar.Step.UPLOADED);
  }

  private DemoResult result() throws IOException, InterruptedException {
    long matched =
        steps.values().stream().filter(taken -> !taken.containsKey(DemoCar.Step.SEARCHED)).count();
    long falseOffers =
        cars.stream()
            .filter(car -> !car.plan().offers())
            .filter(car -> car.step().filter(DemoRun::spoke).isPresent())
            .count();
    long bytes = 0;
    for (var clip : relay.clips(orderId)) {
      bytes += clip.path("bytes").asLong();
    }
    Duration verified = first.get(OrderEvent.Step.VERIFIED);
    return new DemoResult(
        cars.size(),
        matched,
        count(OrderEvent.Step.OFFERED),
        count(OrderEvent.Step.GRANTED),
        count(OrderEvent.Step.DELIVERED),
        count(OrderEvent.Step.VERIFIED),
        falseOffers,
        verified == null ? null : (Long) verified.toMillis(),
        bytes);
  }

  private static boolean spoke(DemoCar.Step step) {
    return step != DemoCar.Step.SEARCHED
        && step != DemoCar.Step.MATCHED
        && step != DemoCar.Step.DECLINED
        && step != DemoCar.Step.REFUSED;
  }

  private long count(OrderEvent.Step step) {
    return events.stream().filter(event -> event.step() == step).count();
  }

  private Duration since(Instant instant) {
    return Duration.between(submitted, instant);
  }
}
