package cetra.relay.schedule;

/**
 * Which clips go now, how fast, and why these: by the value that each byte may be expected to
 * bring.
 *
 * <p>A clip is worth what it adds to the scene of its order beside what was delivered, or is
 * expected of clips that were picked before; times the chance that it comes before its end; for
 * what its bytes cost. The best is picked first and lowers the worth of the rest (coverage is
 * submodular, so a rank that is out of date is only ever too high: lazy greedy). No clock, no input
 * or output, nothing random: the same calls give the same plan. For one thread.
 */
public final class UploadPlan {
  /** Takes the clips of a plan, the most important first. */
  public interface Grants {
    /** A clip may be sent with at most so many bytes a second. */
    void grant(int clip, double bytesPerSecond);
  }

  /** A link is not worth less than this, in bytes a second. */
  private static final double LEAST = 2000;

  /** What a device is offered of its estimate: one that is too low must be able to show it. */
  private static final double HEADROOM = 5;

  /** What a device is likely to use of what it is offered, as a part of its estimate. */
  private static final double LIKELY = 1.3;

  /** How much of the relay's line is likely to be used: a line that is not full is lost. */
  private static final double OVER = 1.4;

  private static final double SPARE = 5000;

  /** Where a life depends on it, mobile data cost so much of what they do. */
  private static final float PLAN_PRICE_LIFE = 0.3f;

  /** What has come is what it should be, nearly always. */
  private static final double PROBABLY = 0.95;

  /** What a cell may be off its estimate. */
  private static final double CELL_HEADROOM = 1.1;

  private final ClipTable clips = new ClipTable();
  private final DeviceTable devices = new DeviceTable();
  private final SceneCoverage coverage = new SceneCoverage();
  private final RankHeap heap = new RankHeap();
  private final ClipRank ranks = new ClipRank(clips, devices);
  private final SceneLimits limits = new SceneLimits();
  private double[] cellLeft = new double[0];
  private int atMost = Integer.MAX_VALUE;

  /**
   * A scene that an order asks for in one tier; returns the number of its first element, the others
   * follow.
   *
   * @param elements what each element is worth
   */
  public int scene(double[] elements) {
    return coverage.add(elements);
  }

  /**
   * Adds an element to a scene that has one already; returns its number.
   *
   * @param worth what it is worth
   * @param further what part of its quality a second view of it is worth, and less a third, 0 to 1
   */
  public int element(int scene, double worth, double further) {
    return coverage.extend(scene, worth, further);
  }

  /** How many clips of a scene go at once at most; of any number unless this was called. */
  public void wants(int scene, int most) {
    limits.set(scene, most);
  }

  /** How many clips go at once at most. */
  public void atMost(int uploads) {
    atMost = uploads;
  }

  /** Another weight of a clip, for it changes with what happens elsewhere. */
  public void weight(int clip, double weight) {
    clips.weight[clip] = weight;
  }

  /**
   * A clip that is offered; returns its number.
   *
   * @param weight of its order, 1 for a routine one, times the part that its tier has of it
   * @param life whether a life depends on it
   * @param bytes how long it is
   * @param end when it is worth nothing more, or is overwritten
   * @param elements what it shows of one scene, at least one, as numbered by {@link #scene}
   * @param qualities how well, 0 to 1
   */
  public int clip(
      int device,
      double weight,
      boolean life,
      double bytes,
      double end,
      int[] elements,
      float[] qualities) {
    int clip = clips.add(elements.length);
    clips.device[clip] = device;
    clips.weight[clip] = weight;
    clips.gain[clip] = Double.POSITIVE_INFINITY;
    clips.planPrice[clip] = life ? PLAN_PRICE_LIFE : 1;
    clips.remaining[clip] = bytes;
    clips.end[clip] = end;
    clips.scene[clip] = coverage.scene(elements[0]);
    clips.counted[clip] = clips.scene[clip];
    clips.gainOf[clip] = coverage.version(clips.scene[clip]) - 1;
    System.arraycopy(elements, 0, clips.elements, clips.viewFrom[clip], elements.length);
    System.arraycopy(qualities, 0, clips.qualities, clips.viewFrom[clip], elements.length);
    return clip;
  }

  /** A clip is one of those of another scene, where there are only so many. */
  public void countsAs(int clip, int scene) {
    clips.counted[clip] = scene;
  }

  /** What is known of a device's link now. */
  public void device(int device, DeviceLink link, double now) {
    devices.set(device, link, now);
  }

  /** How much of a clip is still to come. */
  public void remaining(int clip, double bytes) {
    clips.remaining[clip] = bytes;
  }

  /** All of a clip has come: others of its scene are worth less. */
  public void delivered(int clip) {
    coverage.deliver(clips.elements, clips.qualities, clips.viewFrom[clip], clips.viewTo[clip]);
  }

  /** All of a clip has come, and whether it is what it should be is seen soon: for one plan. */
  public void expected(int clip) {
    coverage.expect(
        clips.elements, clips.qualities, clips.viewFrom[clip], clips.viewTo[clip], PROBABLY);
  }

  /**
   * Plans anew.
   *
   * @param relay what the relay's line bears, bytes a second
   * @param cells what each cell bears, bytes a second
   * @param candidates the clips that may go now, of which the first {@code count} are meant
   */
  public void plan(
      double now, double relay, double[] cells, int[] candidates, int count, Grants grants) {
    devices.begin(cells);
    limits.begin();
    ranks.begin(now);
    rank(candidates, count);
    cellLeft = cells.clone();
    double left = relay * OVER;
    int free = atMost;
    while (!heap.isEmpty() && left >= LEAST && free > 0) {
      int clip = heap.top();
      double rate = limits.full(clips.counted[clip]) ? 0 : rate(clip, left);
      double rank = rate > 0 ? ranks.rank(clip, furtherGain(clip)) : 0;
      if (rank <= 0) {
        heap.removeTop();
      } else if (rank < heap.next() * 0.9999) {
        heap.lowerTop((float) rank);
      } else {
        heap.removeTop();
        left -= grant(clip, rate, grants);
        free--;
      }
    }
    coverage.begin(); // what was expected holds for one plan
  }

  /** Ranks the candidates by what they add to what was delivered. */
  private void rank(int[] candidates, int count) {
    heap.clear();
    for (int i = 0; i < count; i++) {
      int clip = candidates[i];
      float most = ranks.most(clip);
      float rank = heap.waits(most) ? most : (float) ranks.rank(clip, gain(clip));
      if (rank > 0) {
        heap.add(clip, rank);
      }
    }
    heap.order();
  }

  private double gain(int clip) {
    int version = coverage.version(clips.scene[clip]);
    if (clips.gainOf[clip] != version) {
      clips.gainOf[clip] = version;
      clips.gain[clip] =
          coverage.gain(clips.elements, clips.qualities, clips.viewFrom[clip], clips.viewTo[clip]);
    }
    return clips.weight[clip] * clips.gain[clip];
  }

  private double furtherGain(int clip) {
    return clips.weight[clip]
        * coverage.furtherGain(
            clips.elements, clips.qualities, clips.viewFrom[clip], clips.viewTo[clip]);
  }

  /**
   * What a clip may be offered by all links that it takes, of which the relay's has so much left; 0
   * if it is not worth it. A clip that its data plan cannot bear to the end is not begun: what came
   * of it would be lost, and smaller ones fit.
   */
  private double rate(int clip, double left) {
    int device = clips.device[clip];
    double bytes = clips.remaining[clip];
    double room = devices.fastest(device) * HEADROOM + SPARE - devices.granted[device];
    double rate = Math.min(room, left);
    if (!devices.wifi[device]) {
      boolean borne = bytes <= devices.planLeft[device] - devices.queued[device];
      rate = borne ? Math.min(rate, cellLeft[devices.cell[device]] * CELL_HEADROOM) : 0;
    }
    return rate < LEAST ? 0 : Math.min(rate, bytes);
  }

  /** Grants a clip a rate; returns what that takes of the relay's line. */
  private double grant(int clip, double rate, Grants grants) {
    int device = clips.device[clip];
    double likely = devices.fastest(device) * LIKELY - devices.granted[device];
    double taken = Math.clamp(likely, 0, rate);
    if (!devices.wifi[device]) {
      cellLeft[devices.cell[device]] -= taken;
    }
    devices.granted[device] += rate;
    coverage.expect(
        clips.elements,
        clips.qualities,
        clips.viewFrom[clip],
        clips.viewTo[clip],
        ranks.chance(clip));
    devices.queued[device] += clips.remaining[clip];
    limits.take(clips.counted[clip]);
    grants.grant(clip, rate);
    return taken;
  }
}
