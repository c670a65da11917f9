package cetra.relay.schedule;

import cetra.wire.link.Outbox;
import cetra.wire.message.Grant;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import java.time.Clock;
import java.time.Duration;

/** Answers offers, each to its device alone. */
public final class GrantPost {
  /** A refusal is worth telling for this long; after it the device has given up by itself. */
  private static final Duration REFUSAL = Duration.ofHours(1);

  private final Outbox outbox;
  private final Clock clock;

  /** Answers through an outbox. */
  public GrantPost(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A grant that comes later than the lease lasts is none. */
  void grant(String device, String offerId) {
    send(device, Grant.of(offerId, true, clock.instant().plus(Leases.SILENCE)));
  }

  void refuse(String device, String offerId) {
    send(device, Grant.of(offerId, false, clock.instant().plus(REFUSAL)));
  }

  private void send(String device, Grant grant) {
    outbox.add(Topics.grants(device), Json.bytes(grant), grant.expires());
  }
}
