package cetra.hardware.gnss;

import java.io.IOException;

/** Bytes as they come from a receiver, or from a record of one. Used by one thread. */
interface Arrivals {
  /** No more bytes will come. */
  int END = -1;

  /** Nothing came for so long that what comes next is another burst. */
  int PAUSE = -2;

  /**
   * Waits for the next byte.
   *
   * @return 0 to 255, {@link #END} or {@link #PAUSE}
   * @throws IOException when the receiver was unplugged, or speaks nothing that can be understood
   */
  int next() throws IOException, InterruptedException;

  /**
   * When the byte came, on {@link cetra.hardware.BoardClock#nanos()}; 0 where nobody knows, as of a
   * record.
   */
  long nanos();

  /** Hears that the bytes make sense. */
  void understood();
}
