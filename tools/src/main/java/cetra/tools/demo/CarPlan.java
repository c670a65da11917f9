package cetra.tools.demo;

import java.time.Duration;

/**
 * What one simulated car does.
 *
 * @param number from 1
 * @param camera its camera, as the agent's configuration writes it
 * @param gnss its receiver, likewise
 * @param history how long before now its recording begins
 * @param passes whether it passes the scene
 * @param consents whether its owner's policy gives footage
 */
record CarPlan(
    int number, String camera, String gnss, Duration history, boolean passes, boolean consents) {
  String device() {
    return "democar%09d".formatted(number);
  }

  /** Whether the relay must hear of it. */
  boolean offers() {
    return passes && consents;
  }
}
