package cetra.agent.link;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.agent.upload.RelayConnection;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.BrokerSession;
import cetra.wire.link.Outbox;
import cetra.wire.log.LogPage;
import cetra.wire.message.Grant;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;

/** The device's end of the control plane: orders and grants in, offers and heartbeats out. */
public final class BrokerLink implements AutoCloseable, BrokerSession.Listener {
  private final LogFollower follower;
  private final ClipStore clips;
  private final LogReader log;
  private final String logTopic;
  private final BrokerSession session;

  /**
   * Begins to connect.
   *
   * @param region whose orders concern this device; where it is enrolled, not where it is
   * @param root the operator's key, which vouches for the keeper of the order log
   */
  public BrokerLink(
      BrokerAddress broker,
      String region,
      RelayConnection relay,
      Database database,
      PublicKey root,
      ClipStore clips,
      Outbox outbox,
      Clock clock) {
    this.follower = new LogFollower(database, root, clock);
    this.clips = clips;
    this.log = new LogReader(follower, relay);
    this.logTopic = Topics.log(region);
    List<String> filters = List.of(logTopic, Topics.grants(broker.clientId()));
    this.session = new BrokerSession(broker, filters, outbox, this, clock);
  }

  @Override
  public void connected() {
    log.catchUp();
    clips.hurry(Clip.State.SEALED); // there is a road again, so uploads need not wait for one
  }

  @Override
  public void received(String topic, byte[] payload) {
    if (topic.equals(logTopic)) {
      if (!follower.take(Json.read(payload, LogPage.class))) {
        log.catchUp();
      }
    } else {
      Grant grant = Json.read(payload, Grant.class);
      clips.answered(grant.offerId(), grant.upload());
    }
  }

  @Override
  public void close() {
    session.close();
    log.close();
  }
}
