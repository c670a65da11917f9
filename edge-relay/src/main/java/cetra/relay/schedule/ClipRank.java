package cetra.relay.schedule;

/**
 * What a byte of a clip may be expected to bring, by what is known of its way. Rational functions
 * stand in for normal and exponential ones, and are brought to one fraction: what is estimated is
 * off by more than they are, and a division costs as much as all the rest.
 */
final class ClipRank {
  /** Mobile data cost so much more when a clip takes all that is left of a plan. */
  private static final double PLAN_PRICE = 10;

  private static final double PLAN_PRICE_LIFE = 0.3;
  private static final double WIFI_PRICE = 0.7;

  /**
   * What is left of a data plan is kept for clips to come, which may be expected to bring so much:
   * a fifth of a whole routine order. A byte of it is dearer the fewer there are, and what brings
   * less than it takes is not asked for while the car is on its plan, however free the line is.
   */
  private static final double PLAN_KEEPS = 0.2;

  /** A link that is fine now is gone after about so many seconds. */
  private static final double LASTS = 1800;

  /** How much more a clip counts that has no time to lose. */
  private static final double HURRY = 2.5;

  private final ClipTable clips;
  private final DeviceTable devices;
  private double[] secondsAByte = new double[0];
  private double now;

  ClipRank(ClipTable clips, DeviceTable devices) {
    this.clips = clips;
    this.devices = devices;
  }

  void begin(double now, double[] cells) {
    this.now = now;
    if (secondsAByte.length != cells.length) {
      secondsAByte = new double[cells.length];
    }
    for (int cell = 0; cell < cells.length; cell++) {
      secondsAByte[cell] = 1 / Math.max(cells[cell], 1);
    }
  }

  /**
   * The rank of a clip that adds so much; 0 when it comes too late, or is not worth the data. It is
   * {@code (gain × chance × (1 + HURRY / e) - kept) / cost}, where e stands for the exponential of
   * half its slack: {@code 1 + s + s²/2 + s³/6} with {@code s = (left/takes - 1)/2}.
   */
  double rank(int clip, double gain) {
    double left = left(clip);
    if (left <= 0) {
      return 0;
    }
    double takes = takes(clip);
    double part = takes / left;
    double spare = Math.max(0, 1 - part) / 2;
    double cube = part * part * part;
    double e = cube + spare * part * part + spare * spare * part / 2 + spare * spare * spare / 6;
    double doubt = e * doubt(takes, part);
    double net = gain * (e + HURRY * cube) - kept(clip) * doubt;
    return net <= 0 ? 0 : net / (doubt * cost(clip));
  }

  /** The chance that a clip comes before its end. */
  double chance(int clip) {
    double left = left(clip);
    double takes = takes(clip);
    return left <= 0 ? 0 : 1 / doubt(takes, takes / left);
  }

  /** The logarithm of what it takes is off by 0.85 or so, and its link may end meanwhile. */
  private static double doubt(double takes, double part) {
    double lasting = takes * (1 / LASTS);
    return (1 + part * part) * (1 + lasting + lasting * lasting / 2);
  }

  private double left(int clip) {
    return Math.min(clips.end[clip], devices.leavesAt[clips.device[clip]]) - now;
  }

  /** Seconds until it is here, those before it on its device included. */
  private double takes(int clip) {
    int device = clips.device[clip];
    double slow = devices.secondsAByte[device];
    if (!devices.wifi[device]) {
      slow = Math.max(slow, secondsAByte[devices.cell[device]]);
    }
    return (clips.remaining[clip] + devices.queued[device]) * slow;
  }

  /** What the data that a clip takes would bring otherwise. */
  private double kept(int clip) {
    int device = clips.device[clip];
    return devices.wifi[device]
        ? 0
        : PLAN_KEEPS * Math.min(clips.remaining[clip] * devices.planAByte[device], 1);
  }

  private double cost(int clip) {
    int device = clips.device[clip];
    double bytes = Math.max(clips.remaining[clip], 1);
    if (devices.wifi[device]) {
      return bytes * WIFI_PRICE;
    }
    double share = Math.min(bytes * devices.planAByte[device], 1);
    return bytes * (1 + PLAN_PRICE * share * (clips.life[clip] ? PLAN_PRICE_LIFE : 1));
  }
}
