package cetra.relay.broker;

import cetra.wire.key.TlsIdentity;
import java.nio.file.Path;

final class ArtemisBrokerIT extends BrokerContract {
  @Override
  Broker start(Path folder, TlsIdentity identity) throws Exception {
    return ArtemisBroker.start(folder, identity, "127.0.0.1", 0);
  }
}
