package cetra.relay.broker;

import cetra.wire.key.RevocationList;
import cetra.wire.message.TopicAcl;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.auth.ModifiableDefaultPermissions;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Lets a client in under the name in its certificate and gives it what {@link TopicAcl} gives its
 * kind; whatever is not given is refused, retained messages and shared subscriptions too.
 *
 * <p>The client identifier is the certificate's common name, or begins with it and a slash: else
 * one device could take over another's session.
 */
final class CertificateAccess implements ExtensionMain, SimpleAuthenticator {
  private final RevocationList revocations;

  CertificateAccess(RevocationList revocations) {
    this.revocations = revocations;
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    Services.securityRegistry().setAuthenticatorProvider(ignored -> this);
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
    // holds nothing
  }

  /** The port of the only listener. */
  int port() {
    return Services.adminService().getServerInformation().getListener().stream()
        .findFirst()
        .orElseThrow()
        .getPort();
  }

  @Override
  public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
    Optional<X509Certificate> certificate =
        input
            .getConnectionInformation()
            .getClientTlsInformation()
            .flatMap(ClientTlsInformation::getClientCertificate);
    Optional<CertifiedClient> client =
        certificate
            .flatMap(found -> CertifiedClient.of(found, revocations))
            .filter(found -> found.owns(input.getClientInformation().getClientId()));
    if (client.isEmpty()) {
      output.failAuthentication("the certificate is not good, or not for this client identifier");
      return;
    }
    permit(output.getDefaultPermissions(), client.get().rule(), client.get().name());
    output.authenticateSuccessfully();
  }

  private static void permit(
      ModifiableDefaultPermissions permissions, TopicAcl.Rule rule, String name) {
    permissions.clear();
    permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
    rule.publish().forEach(filter -> permissions.add(publish(filter.replace("%u", name))));
    rule.subscribe().forEach(filter -> permissions.add(subscribe(filter.replace("%u", name))));
  }

  private static TopicPermission publish(String filter) {
    return Builders.topicPermission()
        .topicFilter(filter)
        .type(TopicPermission.PermissionType.ALLOW)
        .activity(TopicPermission.MqttActivity.PUBLISH)
        .retain(TopicPermission.Retain.NOT_RETAINED)
        .build();
  }

  private static TopicPermission subscribe(String filter) {
    return Builders.topicPermission()
        .topicFilter(filter)
        .type(TopicPermission.PermissionType.ALLOW)
        .activity(TopicPermission.MqttActivity.SUBSCRIBE)
        .sharedSubscription(TopicPermission.SharedSubscription.NOT_SHARED)
        .build();
  }
}
