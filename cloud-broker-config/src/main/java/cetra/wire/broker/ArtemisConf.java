package cetra.wire.broker;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * ActiveMQ Artemis's {@code broker.xml}: mutual TLS 1.3, MQTT alone for clients, bounded queues on
 * disk, and a cluster of listed nodes.
 *
 * @param node this node's place
 * @param peers the places of the cluster's other nodes; none for a broker that stands alone
 * @param stores the PKCS #12 stores of its keys and of the authorities, and their password
 * @param clusterPassword what nodes show each other besides their certificates
 * @param data the folder for sessions and queues
 */
public record ArtemisConf(
    Node node, List<Node> peers, Stores stores, String clusterPassword, String data) {
  /**
   * Where a node listens.
   *
   * @param host its name or address, which its certificate must hold
   * @param port for clients
   * @param clusterPort for other nodes
   */
  public record Node(String host, int port, int clusterPort) {}

  /**
   * Keys and authorities.
   *
   * @param identity the file of the node's keys
   * @param trust the file of the authorities
   * @param password of both
   */
  public record Stores(String identity, String trust, String password) {
    private String options() {
      return "sslEnabled=true;enabledProtocols=TLSv1.3;keyStoreType=PKCS12;keyStorePath=%s;"
              .formatted(identity)
          + "keyStorePassword=%s;trustStoreType=PKCS12;trustStorePath=%s;trustStorePassword=%s"
              .formatted(password, trust, password);
    }
  }

  /** What the file says. */
  public String text() {
    return """
        <?xml version="1.0"?>
        <!-- made from cetra.wire.broker.ArtemisConf; edit there -->
        <configuration xmlns="urn:activemq">
          <core xmlns="urn:activemq:core">
            <name>%1$s-%2$d</name>
            <persistence-enabled>true</persistence-enabled>
            <journal-type>NIO</journal-type>
            <journal-file-size>4M</journal-file-size>
            <journal-directory>%3$s/journal</journal-directory>
            <bindings-directory>%3$s/bindings</bindings-directory>
            <paging-directory>%3$s/paging</paging-directory>
            <large-messages-directory>%3$s/large</large-messages-directory>
            <jmx-management-enabled>false</jmx-management-enabled>

            <!-- nothing of a client is remembered: one that was revoked is refused at its next word -->
            <security-enabled>true</security-enabled>
            <authentication-cache-size>0</authentication-cache-size>
            <authorization-cache-size>0</authorization-cache-size>
            <remoting-incoming-interceptors>
              <class-name>cetra.relay.broker.ArtemisGate</class-name>
            </remoting-incoming-interceptors>

            <!-- addresses are topics -->
            <wildcard-addresses>
              <routing-enabled>true</routing-enabled>
              <delimiter>/</delimiter>
              <any-words>#</any-words>
              <single-word>+</single-word>
            </wildcard-addresses>

            <cluster-user>cluster</cluster-user>
            <cluster-password>%4$s</cluster-password>
            <connectors>
        %5$s
            </connectors>
            <acceptors>
              <acceptor name="mqtt">%6$s</acceptor>
        %7$s
            </acceptors>
        %8$s
            <address-settings>
              <address-setting match="#">
                <default-ring-size>10000</default-ring-size>
                <max-size-bytes>16M</max-size-bytes>
                <address-full-policy>PAGE</address-full-policy>
                <page-size-bytes>2M</page-size-bytes>
                <page-limit-bytes>256M</page-limit-bytes>
                <page-full-policy>DROP</page-full-policy>
                <redistribution-delay>0</redistribution-delay>
              </address-setting>
            </address-settings>
          </core>
        </configuration>
        """
        .formatted(
            node.host,
            node.port,
            data,
            clusterPassword,
            connectors(),
            clients(),
            peers.isEmpty() ? "" : "      <acceptor name=\"cluster\">" + nodes() + "</acceptor>",
            peers.isEmpty() ? "" : cluster());
  }

  private String clients() {
    return "tcp://%s:%d?protocols=MQTT;needClientAuth=true;%s;%s"
        .formatted(
            node.host,
            node.port,
            stores.options(),
            "maximumPacketSize=1048576;topicAliasMaximum=0;serverKeepAlive=-1;"
                + "allowLinkStealing=true;closeMqttConnectionOnPublishAuthorizationFailure=false;"
                + "defaultMqttSessionExpiryInterval=604800;"
                + "useEpoll=false;useKQueue=false;handshake-timeout=10");
  }

  private String nodes() {
    return "tcp://%s:%d?protocols=CORE;needClientAuth=true;useEpoll=false;useKQueue=false;%s"
        .formatted(node.host, node.clusterPort, stores.options());
  }

  private String connectors() {
    return IntStream.rangeClosed(0, peers.size())
        .mapToObj(i -> connector(i, i == 0 ? node : peers.get(i - 1)))
        .collect(Collectors.joining("\n"));
  }

  private String connector(int number, Node to) {
    return "      <connector name=\"node-%d\">tcp://%s:%d?verifyHost=true;useEpoll=false;%s</connector>"
        .formatted(number, to.host, to.clusterPort, stores.options());
  }

  /** What a node does not need, a node that knows of nobody there does not get: STRICT sends it. */
  private String cluster() {
    String others =
        IntStream.rangeClosed(1, peers.size())
            .mapToObj(i -> "          <connector-ref>node-" + i + "</connector-ref>")
            .collect(Collectors.joining("\n"));
    return """
            <cluster-connections>
              <cluster-connection name="cetra">
                <address>cetra/</address>
                <connector-ref>node-0</connector-ref>
                <retry-interval>500</retry-interval>
                <reconnect-attempts>-1</reconnect-attempts>
                <message-load-balancing>STRICT</message-load-balancing>
                <max-hops>1</max-hops>
                <static-connectors>
        %s
                </static-connectors>
              </cluster-connection>
            </cluster-connections>
        """
        .formatted(others);
  }
}
