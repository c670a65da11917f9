package cetra.relay.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What uploads may do at this moment: the scheduler says so, whoever receives asks. Kept in memory:
 * after a restart there are no ceilings until the first plan. Safe for many threads.
 */
public final class Leases {
  /** A device that is granted a clip and not heard of for so long has lost it. */
  public static final Duration SILENCE = Duration.ofMinutes(2);

  /** No ceiling: the line is not scarce. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  private final Map<String, Long> ceilings = new ConcurrentHashMap<>();
  private final Map<String, Long> come = new ConcurrentHashMap<>();
  private final Set<String> paused = ConcurrentHashMap.newKeySet();
  private final Set<String> asleep = ConcurrentHashMap.newKeySet();

  /** The most that an upload may send, in octets a second. */
  public long ceiling(String clip) {
    return ceilings.getOrDefault(clip, UNLIMITED);
  }

  /** Whether an upload that may have been under way has to wait for its next turn. */
  public boolean isPaused(String clip) {
    return paused.contains(clip);
  }

  /** So much of an upload is here. */
  public void came(String clip, long octets) {
    come.put(clip, octets);
  }

  /** A device gave a sign of life. */
  public void heard(String device) {
    asleep.remove(device);
  }

  /** How much of an upload is here, as far as it was told. */
  long here(String clip) {
    return come.getOrDefault(clip, 0L);
  }

  void give(String clip, long ceiling) {
    ceilings.put(clip, ceiling);
    paused.remove(clip);
  }

  /** It has to wait. */
  void pause(String clip) {
    ceilings.remove(clip);
    paused.add(clip);
  }

  /** Nothing more of it will come. */
  void forget(String clip) {
    ceilings.remove(clip);
    paused.remove(clip);
    come.remove(clip);
  }

  /** Nothing was heard of a device in time: it is not asked again before it is. */
  void lost(String device) {
    asleep.add(device);
  }

  boolean isAwake(String device) {
    return !asleep.contains(device);
  }

  /** Who was not heard of since then has lost what it was granted. */
  static Instant silentSince(Clock clock) {
    return clock.instant().minus(SILENCE);
  }
}
