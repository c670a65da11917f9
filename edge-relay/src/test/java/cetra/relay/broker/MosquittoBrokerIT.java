package cetra.relay.broker;

import cetra.wire.key.TlsIdentity;
import java.nio.file.Path;

/** Needs Debian's mosquitto: {@code apt-get install mosquitto}. */
final class MosquittoBrokerIT extends BrokerContract {
  @Override
  Broker start(Path folder, TlsIdentity identity) throws Exception {
    return MosquittoBroker.start(folder, identity, "127.0.0.1", 0);
  }
}
