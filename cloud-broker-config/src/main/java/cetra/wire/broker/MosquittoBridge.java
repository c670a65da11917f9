package cetra.wire.broker;

/**
 * What a town relay's Mosquitto adds to its configuration so that it speaks with the cloud's:
 * orders come in, answers and events go out, and both sides queue while the line is down.
 *
 * @param cloud the cloud's broker, {@code host:port}
 * @param keys the town relay's keys; the cloud must list its name as a relay's
 * @param name the town relay's name, the common name of its certificate
 */
public record MosquittoBridge(String cloud, BrokerKeys keys, String name) {
  /** What the file says, with Mosquitto's own directives. */
  public String text() {
    return """
        # made from cetra.wire.broker.MosquittoBridge; edit there
        connection cloud
        address %s
        bridge_protocol_version mqttv311
        bridge_cafile %s
        bridge_certfile %s
        bridge_keyfile %s
        bridge_tls_version tlsv1.3
        bridge_insecure false
        remote_clientid %s
        local_clientid %s.cloud

        # neither side forgets the other while the line is down; queues are bounded as for clients
        cleansession false
        start_type automatic
        restart_timeout 1 10
        keepalive_interval 30
        try_private false
        notifications false

        topic cetra/1/issuer/+/orders in 1
        topic cetra/1/issuer/+/answers out 1
        topic cetra/1/issuer/+/events out 1
        """
        .formatted(cloud, keys.trust(), keys.certificates(), keys.key(), name, name);
  }
}
