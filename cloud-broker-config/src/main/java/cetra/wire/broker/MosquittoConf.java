package cetra.wire.broker;

import java.util.Optional;

/**
 * Mosquitto's configuration: mutual TLS 1.3, names from certificates, bounded queues, sessions on
 * disk.
 *
 * @param host the address it listens on
 * @param port the port it listens on
 * @param keys where its keys lie
 * @param crl revoked certificates; absent when there is no list yet
 * @param acl the access list, {@link MosquittoAccess}
 * @param data the folder for sessions and queues
 * @param user whom it runs as when it is started by root
 */
public record MosquittoConf(
    String host,
    int port,
    BrokerKeys keys,
    Optional<String> crl,
    String acl,
    String data,
    String user) {
  /** What the file says, with Mosquitto's own directives. */
  public String text() {
    return """
        # made from cetra.wire.broker.MosquittoConf; edit there
        listener %d %s
        cafile %s
        certfile %s
        keyfile %s
        %stls_version tlsv1.3
        require_certificate true

        # who a client is, its certificate says; its session cannot be taken over by another
        use_identity_as_username true
        use_username_as_clientid true
        allow_anonymous false
        acl_file %s

        # an alias of one connection means nothing on the next, and some clients resend it
        max_topic_alias 0
        retain_available false
        max_packet_size 1048576
        max_inflight_messages 100
        max_queued_messages 10000
        max_queued_bytes 16777216

        # queues of those who are away survive the broker; a week later nobody waits for them
        persistence true
        persistence_location %s/
        autosave_interval 60
        persistent_client_expiration 7d

        user %s
        log_dest stderr
        log_type error
        log_type warning
        """
        .formatted(
            port,
            host,
            keys.trust(),
            keys.certificates(),
            keys.key(),
            crl.map(file -> "crlfile " + file + "\n").orElse(""),
            acl,
            data,
            user);
  }
}
