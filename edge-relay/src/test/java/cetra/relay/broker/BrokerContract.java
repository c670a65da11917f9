package cetra.relay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cetra.relay.TestClient;
import cetra.relay.TestTown;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.TlsIdentity;
import cetra.wire.message.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every broker must do, asserted by what is delivered and never by an acknowledgement. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerContract {
  private static final String GRANTS_OF_1 = Topics.grants(TestTown.deviceName(1));
  private static final String OFFERS_OF_1 = Topics.offers(TestTown.deviceName(1));
  private static final String OFFERS_OF_2 = Topics.offers(TestTown.deviceName(2));

  @SuppressWarnings("NullAway.Init")
  private TestTown town;

  @SuppressWarnings("NullAway.Init")
  private Broker broker;

  abstract Broker start(Path folder, TlsIdentity identity) throws Exception;

  Broker broker() {
    return broker;
  }

  TestTown town() {
    return town;
  }

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
    broker = start(folder.resolve("broker"), town.relay().tls());
  }

  @AfterAll
  void end() {
    broker.close();
  }

  @Test
  void aDevicesOffersReachTheRelayAndItsGrantsReachTheDevice() throws Exception {
    try (TestClient relay = connect(town.relay());
        TestClient device = connect(town.device(1))) {
      relay.subscribe(Topics.fromAllDevices());
      device.subscribe(GRANTS_OF_1);
      device.publish(OFFERS_OF_1, "offer");
      await().untilAsserted(() -> assertThat(relay.texts(OFFERS_OF_1)).containsExactly("offer"));
      relay.publish(GRANTS_OF_1, "grant");
      await().untilAsserted(() -> assertThat(device.texts(GRANTS_OF_1)).containsExactly("grant"));
    }
  }

  @Test
  void aDeviceCannotSpeakForAnother() throws Exception {
    try (TestClient relay = connect(town.relay())) {
      relay.subscribe(Topics.fromAllDevices());
      try (TestClient thief = connect(town.device(2))) {
        thief.publish(OFFERS_OF_1, "stolen");
      }
      try (TestClient thief = connect(town.device(2))) {
        thief.publish(OFFERS_OF_2, "own");
        await().untilAsserted(() -> assertThat(relay.texts(OFFERS_OF_2)).containsExactly("own"));
      }
      assertThat(relay.texts(OFFERS_OF_1)).isEmpty();
    }
  }

  @Test
  void aDeviceHearsNobodyElsesGrants() throws Exception {
    String log = Topics.log(TestTown.REGION);
    try (TestClient relay = connect(town.relay());
        TestClient curious = connect(town.device(2))) {
      curious.subscribe(GRANTS_OF_1);
      curious.subscribe("cetra/1/device/+/down/#");
      curious.subscribe("#");
      curious.subscribe(log);
      relay.publish(GRANTS_OF_1, "secret");
      relay.publish(log, "public");
      await().untilAsserted(() -> assertThat(curious.texts(log)).isNotEmpty());
      assertThat(curious.texts(GRANTS_OF_1)).isEmpty();
    }
  }

  @Test
  void anIssuerHearsItsOwnEventsOnlyAndSaysNothing() throws Exception {
    try (TestClient relay = connect(town.relay());
        TestClient issuer = connect(town.issuer(TestTown.ISSUER))) {
      relay.subscribe("cetra/1/#");
      issuer.subscribe(Topics.events("99999"));
      issuer.subscribe(Topics.events(TestTown.ISSUER));
      relay.publish(Topics.events("99999"), "another's");
      relay.publish(Topics.events(TestTown.ISSUER), "own");
      await()
          .untilAsserted(
              () ->
                  assertThat(issuer.texts(Topics.events(TestTown.ISSUER))).containsExactly("own"));
      issuer.publish(Topics.log(TestTown.REGION), "order");
      assertThat(issuer.texts(Topics.events("99999"))).isEmpty();
      relay.publish(Topics.events("end"), "end");
      await().untilAsserted(() -> assertThat(relay.texts(Topics.events("end"))).isNotEmpty());
      assertThat(relay.texts(Topics.log(TestTown.REGION))).isEmpty();
    }
  }

  @Test
  void withoutACertificateNobodyGetsIn() throws Exception {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setSocketFactory(trusting(town.relay().tls().trustStore()).getSocketFactory());
    assertThatThrownBy(() -> TestClient.connect(broker.address(), options, "nobody"))
        .isInstanceOf(MqttException.class);
  }

  TestClient connect(IdentityFolder identity) throws IOException, MqttException {
    return TestClient.connect(broker.address(), identity);
  }

  private static SSLContext trusting(KeyStore authorities) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
