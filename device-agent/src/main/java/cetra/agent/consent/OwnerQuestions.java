package cetra.agent.consent;

import cetra.hardware.DriverPanel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A panel whose questions can be answered elsewhere too: the first answer counts, and silence on
 * both is silence. One question stands at a time.
 */
public final class OwnerQuestions implements DriverPanel {
  /**
   * A question that stands.
   *
   * @param text what is asked
   * @param until when silence becomes no
   * @param answer where an answer goes
   */
  record Open(String text, Instant until, CompletableFuture<Answer> answer) {}

  private final DriverPanel panel;
  private final Clock clock;
  private final AtomicReference<@Nullable Open> open = new AtomicReference<>();

  /** Questions on a panel. */
  public OwnerQuestions(DriverPanel panel, Clock clock) {
    this.panel = panel;
    this.clock = clock;
  }

  /** What is asked now. */
  Optional<Open> open() {
    return Optional.ofNullable(open.get());
  }

  @Override
  public Answer ask(String question, Duration patience) throws InterruptedException {
    Open asked = new Open(question, clock.instant().plus(patience), new CompletableFuture<>());
    open.set(asked);
    Thread button = Thread.ofVirtual().name("panel").start(() -> askPanel(asked, patience));
    try {
      return asked.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException nobody) {
      return Answer.SILENCE;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      open.set(null);
      button.interrupt();
      button.join();
    }
  }

  private void askPanel(Open asked, Duration patience) {
    try {
      Answer answer = panel.ask(asked.text(), patience);
      if (answer != Answer.SILENCE) {
        asked.answer().complete(answer);
      }
    } catch (InterruptedException answeredElsewhere) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      Logger.error(e, "the panel cannot ask");
    }
  }

  @Override
  public void show(Light light) {
    panel.show(light);
  }

  @Override
  public boolean awaitPress() throws InterruptedException {
    return panel.awaitPress();
  }

  /** Leaves the panel to whoever opened it. */
  @Override
  public void close() {}
}
