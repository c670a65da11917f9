package cetra.wire.link;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * Which broker, as whom.
 *
 * @param uri {@code ssl://host:port}
 * @param clientId the common name of the client's certificate
 * @param tls who the client is and whom it trusts
 * @param session how long the broker keeps what this client missed
 */
public record BrokerAddress(URI uri, String clientId, SSLContext tls, Duration session) {}
