package cetra.tools.silence;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.agent.index.Stage;
import cetra.wire.link.Outbox;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a car must never do: answers an order that its owner declines. The bench must see it. */
final class SaysNo implements Stage {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final ClipStore clips;
  private final Outbox outbox;
  private final String topic;
  private final Clock clock;

  SaysNo(Database database, Outbox outbox, String device, Clock clock) {
    this.clips = new ClipStore(database);
    this.outbox = outbox;
    this.topic = Topics.deviceAnswers(device);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "leak";
  }

  @Override
  public boolean work() {
    Optional<Clip> declined = clips.due(Clip.State.DECLINED, clock.instant());
    declined.ifPresent(
        clip -> {
          byte[] no = Json.bytes(Map.of("v", 1, "orderId", clip.orderId(), "gives", false));
          outbox.add(topic, no, clock.instant().plus(FRESH));
          clips.move(clip, Clip.State.FAILED, "said");
        });
    return declined.isPresent();
  }
}
