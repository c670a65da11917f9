package cetra.agent.upload;

import java.time.Duration;

/**
 * How much goes in one request: what the road takes in about eight seconds, for each costs a round
 * trip. A cut loses no more of a large one than of a small one, for the relay keeps what has come;
 * only a relay that loses its power forgets what it has not acknowledged. Used by one thread.
 */
final class ChunkSize {
  static final int LEAST = 128 << 10;
  static final int MOST = 4 << 20;

  private static final double SECONDS = 8;
  private static final double NEWEST = 0.5;

  private double next = LEAST;

  /** Octets of the next chunk. */
  int next() {
    return (int) Math.clamp(next, LEAST, MOST);
  }

  /** A chunk of so many octets took so long. */
  void took(int octets, Duration time) {
    double fits = octets * SECONDS * 1e9 / Math.max(1, time.toNanos());
    next += NEWEST * (Math.min(fits, MOST) - next);
  }
}
