package cetra.relay.broker;

import java.net.URI;

/** A running MQTT 5 broker. */
public interface Broker extends AutoCloseable {
  /** Where devices and relays reach it: {@code ssl://host:port}. */
  URI address();

  /** Ends it, if it is ours. */
  @Override
  void close();

  /** A broker that somebody else runs. */
  static Broker at(URI address) {
    return new Broker() {
      @Override
      public URI address() {
        return address;
      }

      @Override
      public void close() {
        // it is not ours
      }
    };
  }
}
