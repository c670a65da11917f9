package cetra.relay.schedule;

import java.util.Arrays;

/** How many clips of a scene are enough, and how many of them a plan has picked. */
final class SceneLimits {
  private int[] most = new int[0];
  private int[] picked = new int[0];
  private int[] pickedIn = new int[0];
  private int plan;

  /** A limit of a scene; one of which none is set has none. */
  void set(int scene, int clips) {
    if (scene >= most.length) {
      int known = most.length;
      int room = Math.max(scene + 1, 2 * known);
      most = Arrays.copyOf(most, room);
      picked = Arrays.copyOf(picked, room);
      pickedIn = Arrays.copyOf(pickedIn, room);
      Arrays.fill(most, known, room, Integer.MAX_VALUE);
    }
    most[scene] = clips;
  }

  /** Forgets what was picked. */
  void begin() {
    plan++;
  }

  /** Whether no other clip of a scene may be picked. */
  boolean full(int scene) {
    return scene < most.length && (pickedIn[scene] == plan ? picked[scene] : 0) >= most[scene];
  }

  /** A clip of a scene is picked. */
  void take(int scene) {
    if (scene < most.length) {
      picked[scene] = pickedIn[scene] == plan ? picked[scene] + 1 : 1;
      pickedIn[scene] = plan;
    }
  }
}
