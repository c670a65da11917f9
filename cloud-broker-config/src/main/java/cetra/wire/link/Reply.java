package cetra.wire.link;

/** Where the sender of a request of MQTT 5 wants its answer. */
public interface Reply {
  /** The response topic that the sender has named; it may be anything. */
  String topic();

  /**
   * Sends the answer, once, on the connection on which the request came and with its correlation
   * data; a sender who hears nothing asks again.
   */
  void send(byte[] answer);
}
