package cetra.hardware.simulated;

import cetra.hardware.BoardClock;
import cetra.hardware.DriverPanel;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.tinylog.Logger;

/** A driver who always answers the same after the same time. */
final class SimulatedPanel implements DriverPanel {
  private final BoardClock clock;
  private final Answer answer;
  private final Duration after;
  private final Iterator<Long> presses;
  private final AtomicReference<Light> light = new AtomicReference<>(Light.OFF);

  /**
   * A panel.
   *
   * @param presses when the button is pressed unasked, in nanoseconds since boot, rising
   */
  SimulatedPanel(BoardClock clock, Answer answer, Duration after, List<Long> presses) {
    this.presses = presses.iterator();
    this.clock = clock;
    this.answer = answer;
    this.after = after;
  }

  @Override
  public void show(Light next) {
    Light before = light.getAndSet(next);
    if (before != next) {
      Logger.debug("panel light {} -> {}", before, next);
    }
  }

  @Override
  public Answer ask(String question, Duration patience) throws InterruptedException {
    boolean answers = answer != Answer.SILENCE && after.compareTo(patience) <= 0;
    Logger.debug("panel asks: {}", question);
    Pacer.realTime(clock).awaitDue(clock.nanos() + (answers ? after : patience).toNanos());
    return answers ? answer : Answer.SILENCE;
  }

  /** For one thread. */
  @Override
  public boolean awaitPress() throws InterruptedException {
    boolean pressed = presses.hasNext();
    if (pressed) {
      Pacer.realTime(clock).awaitDue(presses.next());
    }
    return pressed;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
