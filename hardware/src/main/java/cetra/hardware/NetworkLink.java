package cetra.hardware;

import java.io.IOException;

/** The way to the internet that the board uses now. Safe for many threads. */
public interface NetworkLink extends AutoCloseable {
  /** Kinds of ways, by what their data cost. */
  enum Kind {
    /** There is none, but perhaps the board itself or its own network. */
    NONE,
    /** A cable. */
    WIRED,
    /** Wi-Fi. */
    WIFI,
    /** A mobile network; data are metered. */
    MOBILE
  }

  /**
   * What is known of it.
   *
   * @param kind which kind it is
   * @param roaming whether it is another operator's mobile network; false where nobody tells
   */
  record State(Kind kind, boolean roaming) {}

  /**
   * Looks at it; takes no longer than reading a small file.
   *
   * @throws IOException when it cannot be told
   */
  State read() throws IOException;

  @Override
  void close();
}
