package cetra.agent.link;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.agent.index.Stage;
import cetra.wire.message.LinkState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Tells the relay when the way of an offered clip has changed, by the same offer with another link.
 * A device that has offered nothing says nothing.
 */
public final class LinkReport implements Stage {
  /** A road that flickers is not worth a message each time. */
  private static final Duration LEAST = Duration.ofSeconds(10);

  private final ClipStore clips;
  private final Offers offers;
  private final Function<Clip, LinkState> link;
  private final Clock clock;
  private final Map<String, Told> told = new HashMap<>();

  private record Told(LinkState state, Instant at) {}

  /**
   * A stage over the clips.
   *
   * @param link what the relay may know of a clip's way
   */
  public LinkReport(ClipStore clips, Offers offers, Function<Clip, LinkState> link, Clock clock) {
    this.clips = clips;
    this.offers = offers;
    this.link = link;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "link-report";
  }

  @Override
  public boolean work() throws IOException {
    Map<String, Told> before = new HashMap<>(told);
    told.clear();
    for (Clip clip : clips.offered()) {
      Told last = before.get(clip.id());
      LinkState state = link.apply(clip);
      told.put(
          clip.id(), last == null ? new Told(state, clock.instant()) : report(clip, last, state));
    }
    return false;
  }

  private Told report(Clip clip, Told last, LinkState state) throws IOException {
    Instant now = clock.instant();
    boolean soon = Duration.between(last.at(), now).abs().compareTo(LEAST) < 0;
    if (state.equals(last.state()) || soon) {
      return last;
    }
    offers.send(offers.of(clip), now, clip);
    if (last.state().held() && !state.held()) {
      clips.hurry(Clip.State.SEALED); // they were put off while the gate was closed
    }
    return new Told(state, now);
  }
}
