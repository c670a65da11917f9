package cetra.relay.api;

import cetra.relay.order.OrderBook;

/** Who is asking. */
sealed interface Account {
  /** A dashcam, by its certificate. */
  record Device(String name) implements Account {}

  /**
   * A municipality's API client, by its certificate.
   *
   * @param code common name, which is the issuer's code
   */
  record Issuer(String code) implements Account {}

  /** The operator's console, by its cookie; it reads and orders nothing. */
  record Console() implements Account {}

  /** Whether it may know of an order. */
  default boolean mayRead(OrderBook.Entry entry) {
    return switch (this) {
      case Device device -> false;
      case Issuer issuer -> issuer.code().equals(entry.order().issuer());
      case Console console -> true;
    };
  }

  /** How the custody log names it. */
  default String name() {
    return switch (this) {
      case Device device -> device.name();
      case Issuer issuer -> issuer.code();
      case Console console -> "console";
    };
  }
}
