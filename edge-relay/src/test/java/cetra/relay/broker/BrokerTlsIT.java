package cetra.relay.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.relay.TestClient;
import cetra.relay.TestTown;
import cetra.wire.key.Authority;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.KeyFile;
import cetra.wire.key.Pem;
import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom no broker lets in, and which broker no client speaks with. */
final class BrokerTlsIT {
  private static final String CAR = TestTown.deviceName(1);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whoeverIsNotWhoTheyShouldBeIsRefused(BrokerKind kind) throws Exception {
    TestTown town = new TestTown(folder);
    TlsIdentity relay = town.relay().tls();
    TlsIdentity revoked = town.device(3).tls();
    town.authority().revoke(relay.revoked(), Pem.certificates(revoked.certificates()), town.now);
    try (Broker broker = kind.start(folder.resolve("broker"), relay)) {
      URI address = broker.address();
      connect(address, town.device(1).tls().context(), CAR);

      assertRefused(address, stranger(town, Authority.create("test authority", town.now)));
      assertRefused(address, expired(town));
      assertRefused(address, revoked.context(), TestTown.deviceName(3));
      assertRefused(address, anonymous(relay), CAR);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBrokerWhoseCertificateIsForAnotherHostIsNotSpokenTo(BrokerKind kind) throws Exception {
    TestTown town = new TestTown(folder);
    TlsIdentity nowhere = town.client(BrokerKind.WATCHER, "relay").tls();
    SSLContext car = town.device(1).tls().context();
    try (Broker broker = kind.start(folder.resolve("broker"), nowhere)) {
      assertRefused(broker.address(), car, CAR);
      connect(broker.address(), car, CAR, false);
    }
  }

  /** Trusts the broker, and is vouched for by somebody whom the broker does not know. */
  private IdentityFolder stranger(TestTown town, Authority other) throws IOException {
    IdentityFolder keys = town.client("car000000000stray", "device");
    issue(keys, other, town.now, Duration.ofDays(1));
    return keys;
  }

  private IdentityFolder expired(TestTown town) throws IOException {
    IdentityFolder keys = town.client("car0000000expired", "device");
    issue(keys, town.authority(), town.now.minus(Duration.ofDays(9)), Duration.ofDays(1));
    return keys;
  }

  private static void issue(IdentityFolder keys, Authority by, Instant from, Duration life)
      throws IOException {
    KeyPair pair = Authority.newTlsKey();
    KeyFile.writePrivate(keys.tls().key(), pair.getPrivate());
    String name = keys.tls().name();
    KeyFile.write(
        keys.tls().certificates(),
        by.issueTls(name, "device", List.of(), pair.getPublic(), from, life));
  }

  private static SSLContext anonymous(TlsIdentity trusting) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusting.trustStore());
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static void assertRefused(URI broker, IdentityFolder who) throws IOException {
    assertRefused(broker, who.tls().context(), who.tls().name());
  }

  private static void assertRefused(URI broker, SSLContext tls, String name) {
    assertThatThrownBy(() -> connect(broker, tls, name)).isInstanceOf(MqttException.class);
  }

  private static void connect(URI broker, SSLContext tls, String name) throws MqttException {
    connect(broker, tls, name, true);
  }

  private static void connect(URI broker, SSLContext tls, String name, boolean checksHost)
      throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setSocketFactory(tls.getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(checksHost);
    TestClient.connect(broker, options, name).close();
  }
}
