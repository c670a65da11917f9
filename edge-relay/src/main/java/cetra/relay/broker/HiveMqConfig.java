package cetra.relay.broker;

import java.nio.file.Path;

/** The configuration of the embedded broker. */
final class HiveMqConfig {
  private HiveMqConfig() {}

  /**
   * Topic aliases are off because the Java client resends an alias after a reconnect that the
   * broker no longer knows; usage statistics are off because nothing of ours calls out.
   */
  static String text(Path folder, String host, int port, String password) {
    return """
        <?xml version="1.0"?>
        <hivemq xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <listeners>
            <tls-tcp-listener>
              <port>%2$d</port>
              <bind-address>%1$s</bind-address>
              <name>mutual-tls</name>
              <tls>
                <protocols><protocol>TLSv1.3</protocol></protocols>
                <keystore>
                  <path>%3$s</path>
                  <password>%5$s</password>
                  <private-key-password>%5$s</private-key-password>
                </keystore>
                <truststore><path>%4$s</path><password>%5$s</password></truststore>
                <client-authentication-mode>REQUIRED</client-authentication-mode>
              </tls>
            </tls-tcp-listener>
          </listeners>
          <mqtt>
            <topic-alias><enabled>false</enabled></topic-alias>
            <packets><max-packet-size>1048576</max-packet-size></packets>
            <receive-maximum><server-receive-maximum>100</server-receive-maximum></receive-maximum>
          </mqtt>
          <persistence><mode>in-memory</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
        .formatted(
            host,
            port,
            folder.resolve("identity.p12").toAbsolutePath(),
            folder.resolve("trust.p12").toAbsolutePath(),
            password);
  }
}
