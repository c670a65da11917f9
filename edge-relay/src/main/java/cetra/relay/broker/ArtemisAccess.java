package cetra.relay.broker;

import cetra.wire.key.RevocationList;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.remoting.CertificateUtil;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Lets MQTT clients into Artemis under the name in their certificate, and gives them what {@link
 * cetra.wire.message.TopicAcl} gives their kind. Artemis makes it by its name from {@code
 * bootstrap.xml}, with the properties {@code revoked} and {@code trust}.
 */
public final class ArtemisAccess implements ActiveMQSecurityManager5 {
  private RevocationList revocations;

  /** Made by Artemis, which calls {@link #init} next. */
  public ArtemisAccess() {
    this(new RevocationList(Path.of("ca.crl"), Path.of("ca.crt")));
  }

  ArtemisAccess(RevocationList revocations) {
    this.revocations = revocations;
  }

  @Override
  public ArtemisAccess init(Map<String, String> properties) {
    revocations =
        new RevocationList(
            Path.of(properties.getOrDefault("revoked", "ca.crl")),
            Path.of(properties.getOrDefault("trust", "ca.crt")));
    return this;
  }

  @Override
  public @Nullable Subject authenticate(
      @Nullable String user,
      @Nullable String password,
      RemotingConnection connection,
      @Nullable String domain) {
    return connection instanceof MQTTConnection
        ? certificate(connection)
            .flatMap(found -> CertifiedClient.of(found, revocations))
            .map(ArtemisAccess::subject)
            .orElse(null)
        : null;
  }

  @Override
  public boolean authorize(
      Subject subject, Set<Role> roles, CheckType check, @Nullable String address) {
    return address != null
        && subject.getPrincipals(Named.class).stream()
            .anyMatch(named -> may(named.client, check, address));
  }

  /** Anything but null would let a client in who is nobody. */
  @Override
  public @Nullable String getUserFromSubject(@Nullable Subject subject) {
    return subject == null
        ? null
        : subject.getPrincipals(UserPrincipal.class).iterator().next().getName();
  }

  @Override
  public boolean validateUser(@Nullable String user, @Nullable String password) {
    return false;
  }

  @Override
  public boolean validateUserAndRole(
      @Nullable String user, @Nullable String password, Set<Role> roles, CheckType check) {
    return false;
  }

  /** The certificate that a connection has shown; empty when it is not one of TLS. */
  static Optional<X509Certificate> certificate(RemotingConnection connection) {
    X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
    return chain == null || chain.length == 0 ? Optional.empty() : Optional.of(chain[0]);
  }

  /** Queues stand behind their address and two colons; ends of sessions delete them. */
  private static boolean may(CertifiedClient client, CheckType check, String address) {
    String topic = address.split("::", 2)[0];
    return switch (check) {
      case SEND -> client.rule().mayPublish(client.name(), topic);
      case CREATE_ADDRESS ->
          client.rule().mayPublish(client.name(), topic)
              || client.rule().maySubscribe(client.name(), topic);
      case CONSUME,
          CREATE_DURABLE_QUEUE,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE ->
          client.rule().maySubscribe(client.name(), topic);
      default -> false;
    };
  }

  private static Subject subject(CertifiedClient client) {
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(client.name()));
    subject.getPrincipals().add(new Named(client));
    return subject;
  }

  private record Named(CertifiedClient client) implements java.security.Principal {
    @Override
    public String getName() {
      return client.name();
    }
  }
}
