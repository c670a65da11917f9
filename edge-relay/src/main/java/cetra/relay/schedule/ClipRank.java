package cetra.relay.schedule;

/**
 * What a byte of a clip may be expected to bring, by what is known of its way. Rational functions
 * stand in for normal and exponential ones, and are brought to one fraction: what is estimated is
 * off by more than they are, and a division costs as much as all the rest.
 */
final class ClipRank {
  /** Mobile data cost so much more when a clip takes all that is left of a plan. */
  private static final double PLAN_PRICE = 10;

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

  /** With so many times what it takes a clip has leisure, and counts hardly more for its hurry. */
  private static final double LEISURE = 8;

  private static final double HURRY_AT_LEISURE = 0.15;

  private final ClipTable clips;
  private final DeviceTable devices;
  private double now;

  ClipRank(ClipTable clips, DeviceTable devices) {
    this.clips = clips;
    this.devices = devices;
  }

  void begin(double now) {
    this.now = now;
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

  /** What the rank of a clip is at most, for a third of the work. */
  float most(int clip) {
    boolean leisure = takes(clip) * LEISURE < left(clip);
    double hurry = leisure ? HURRY_AT_LEISURE : HURRY;
    double cost = Math.max(clips.remaining[clip], 1) * devices.price[clips.device[clip]];
    return (float) (clips.weight[clip] * clips.gain[clip] * (1 + hurry) / cost);
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
    return (clips.remaining[clip] + devices.queued[device]) * devices.secondsAByte[device];
  }

  /** What the data that a clip takes would bring otherwise. */
  private double kept(int clip) {
    return PLAN_KEEPS * planShare(clip);
  }

  /** Of what is left of the data plan of its device. */
  private double planShare(int clip) {
    return Math.min(clips.remaining[clip] * devices.planAByte[clips.device[clip]], 1);
  }

  private double cost(int clip) {
    double planPrice = PLAN_PRICE * planShare(clip) * clips.planPrice[clip];
    return Math.max(clips.remaining[clip], 1) * (devices.price[clips.device[clip]] + planPrice);
  }
}
