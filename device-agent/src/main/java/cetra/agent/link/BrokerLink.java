package cetra.agent.link;

import cetra.agent.index.ClipStore;
import cetra.agent.index.OrderStore;
import cetra.agent.upload.RelayConnection;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.BrokerSession;
import cetra.wire.link.Outbox;
import cetra.wire.message.Grant;
import cetra.wire.message.Json;
import cetra.wire.message.LogEntry;
import cetra.wire.message.Topics;
import java.time.Clock;
import java.util.List;

/** The device's end of the control plane: orders and grants in, offers and heartbeats out. */
public final class BrokerLink implements AutoCloseable, BrokerSession.Listener {
  private final OrderStore orders;
  private final ClipStore clips;
  private final LogReader log;
  private final String logTopic;
  private final BrokerSession session;

  /**
   * Begins to connect.
   *
   * @param region whose orders concern this device; where it is enrolled, not where it is
   */
  public BrokerLink(
      BrokerAddress broker,
      String region,
      RelayConnection relay,
      OrderStore orders,
      ClipStore clips,
      Outbox outbox,
      Clock clock) {
    this.orders = orders;
    this.clips = clips;
    this.log = new LogReader(orders, relay);
    this.logTopic = Topics.log(region);
    List<String> filters = List.of(logTopic, Topics.grants(broker.clientId()));
    this.session = new BrokerSession(broker, filters, outbox, this, clock);
  }

  @Override
  public void connected() {
    log.catchUp();
  }

  @Override
  public void received(String topic, byte[] payload) {
    if (topic.equals(logTopic)) {
      if (!orders.receive(Json.read(payload, LogEntry.class))) {
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
