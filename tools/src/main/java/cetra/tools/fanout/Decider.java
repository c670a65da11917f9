package cetra.tools.fanout;

import cetra.agent.link.LogFollower;
import cetra.tools.simulation.DrivenCar;
import cetra.wire.log.LogPage;
import cetra.wire.message.Json;
import java.security.PublicKey;
import java.time.Clock;

/** What a car makes of the log: proof, signatures, caps, history, search, commit. */
final class Decider implements AutoCloseable {
  private final DrivenCar car;
  private final LogFollower log;

  Decider(DrivenCar car, PublicKey root, Clock clock) {
    this.car = car;
    this.log = new LogFollower(car.database(), root, clock);
  }

  /** Takes a page; returns when this car has decided about all that is in it. */
  void take(byte[] page) {
    take(Json.read(page, LogPage.class));
    while (car.inbox().work()) {
      // entry by entry, as the agent's stage does
    }
  }

  /** Takes a page; false when what comes before it is missing. */
  boolean take(LogPage page) {
    return log.take(page);
  }

  /** The place of the next entry. */
  long next() {
    return log.next();
  }

  DrivenCar car() {
    return car;
  }

  @Override
  public void close() {
    car.close();
  }
}
