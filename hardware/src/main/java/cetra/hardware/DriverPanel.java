package cetra.hardware;

import java.time.Duration;

/** What the driver sees and presses: a light, a buzzer and a button. Safe for many threads. */
public interface DriverPanel extends AutoCloseable {
  /** What the light says. */
  enum Light {
    /** Nothing to say. */
    OFF,
    /** Recording. */
    RECORDING,
    /** A question waits for the driver. */
    ASKING,
    /** Something needs service; recording may have stopped. */
    ALARM
  }

  /** What the driver answered. */
  enum Answer {
    /** The button said yes. */
    YES,
    /** The button said no. */
    NO,
    /** Nobody pressed; counts as no. */
    SILENCE
  }

  /** Shows the light until the next call. */
  void show(Light light);

  /**
   * Asks and waits for the button, at most for the time given.
   *
   * @param question one line for panels that can show text
   */
  Answer ask(String question, Duration patience) throws InterruptedException;

  /**
   * Waits until the driver presses the button while nothing is asked: what just happened must be
   * kept.
   *
   * @return false when the panel has no such button, or it will not be pressed any more
   */
  default boolean awaitPress() throws InterruptedException {
    return false;
  }

  @Override
  void close();
}
