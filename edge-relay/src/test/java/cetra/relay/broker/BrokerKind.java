package cetra.relay.broker;

import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The brokers that we start. */
enum BrokerKind {
  EMBEDDED,
  MOSQUITTO,
  ARTEMIS;

  /** A second relay that all of them know. */
  static final String WATCHER = "relay00000000009";

  Broker start(Path folder, TlsIdentity identity) throws IOException, InterruptedException {
    return switch (this) {
      case EMBEDDED -> EmbeddedBroker.start(folder, identity, "127.0.0.1", 0);
      case MOSQUITTO ->
          MosquittoBroker.start(
              folder, identity, "127.0.0.1", 0, List.of(identity.name(), WATCHER));
      case ARTEMIS -> ArtemisBroker.start(folder, identity, "127.0.0.1", 0);
    };
  }
}
