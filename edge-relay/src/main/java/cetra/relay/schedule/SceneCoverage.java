package cetra.relay.schedule;

import java.util.Arrays;

/**
 * What is known of the scenes that orders ask for: each is made of elements with weights, and worth
 * the best quality in which each has been seen.
 *
 * <p>What was delivered is kept; what is only expected, in the course of one plan, is forgotten
 * with the next.
 */
final class SceneCoverage {
  /** Less is no better view. */
  private static final double NOTICEABLE = 0.02;

  private static final int FIRST_ROOM = 1024;

  private double[] weights = new double[FIRST_ROOM];

  /** What part of its quality a further view is worth, and the sum of all qualities so far. */
  private float[] furthers = new float[FIRST_ROOM];

  private float[] views = new float[FIRST_ROOM];
  private float[] expectedViews = new float[FIRST_ROOM];
  private double[] delivered = new double[FIRST_ROOM];
  private double[] expected = new double[FIRST_ROOM];
  private int[] expectedIn = new int[FIRST_ROOM];
  private int[] scenes = new int[FIRST_ROOM];
  private int[] versions = new int[FIRST_ROOM];
  private int used;
  private int plan = 1;

  /** Adds a scene; returns where its elements begin. */
  int add(double[] elementWeights) {
    int first = used;
    room(elementWeights.length);
    Arrays.fill(scenes, first, used, first);
    System.arraycopy(elementWeights, 0, weights, first, elementWeights.length);
    return first;
  }

  /** Adds an element to a scene, of which further views are worth something too; returns it. */
  int extend(int scene, double weight, double further) {
    int element = used;
    room(1);
    scenes[element] = scene;
    weights[element] = weight;
    furthers[element] = (float) further;
    return element;
  }

  private void room(int more) {
    used += more;
    if (used > weights.length) {
      int room = Math.max(used, weights.length * 2);
      weights = Arrays.copyOf(weights, room);
      furthers = Arrays.copyOf(furthers, room);
      views = Arrays.copyOf(views, room);
      expectedViews = Arrays.copyOf(expectedViews, room);
      delivered = Arrays.copyOf(delivered, room);
      expected = Arrays.copyOf(expected, room);
      expectedIn = Arrays.copyOf(expectedIn, room);
      scenes = Arrays.copyOf(scenes, room);
      versions = Arrays.copyOf(versions, room);
    }
  }

  /** The scene of an element. */
  int scene(int element) {
    return scenes[element];
  }

  /** Another number whenever something of a scene was delivered. */
  int version(int scene) {
    return versions[scene];
  }

  /** Forgets what was expected. */
  void begin() {
    plan++;
  }

  /** What views would add to what was delivered. */
  double gain(int[] elements, float[] qualities, int from, int to) {
    double gain = 0;
    for (int i = from; i < to; i++) {
      int element = elements[i];
      gain += worth(element, qualities[i], delivered[element], views[element]);
    }
    return gain;
  }

  /** What views would add to what was delivered or is expected. */
  double furtherGain(int[] elements, float[] qualities, int from, int to) {
    double gain = 0;
    for (int i = from; i < to; i++) {
      int element = elements[i];
      boolean more = expectedIn[element] == plan;
      double best = more ? expected[element] : delivered[element];
      gain += worth(element, qualities[i], best, more ? expectedViews[element] : views[element]);
    }
    return gain;
  }

  /** What it adds to the best view, and a part of the rest, the less the more views there are. */
  private double worth(int element, double quality, double best, double seen) {
    double more = quality - best;
    double worth = more > NOTICEABLE ? more : 0;
    if (furthers[element] > 0) {
      worth += furthers[element] * Math.min(quality, best) / (1 + seen - best);
    }
    return weights[element] * worth;
  }

  private double best(int element) {
    return expectedIn[element] == plan ? expected[element] : delivered[element];
  }

  /** Views were delivered. */
  void deliver(int[] elements, float[] qualities, int from, int to) {
    for (int i = from; i < to; i++) {
      delivered[elements[i]] = Math.max(delivered[elements[i]], qualities[i]);
      views[elements[i]] += qualities[i];
      versions[scenes[elements[i]]]++;
    }
  }

  /** Views will be delivered with a probability. */
  void expect(int[] elements, float[] qualities, int from, int to, double probability) {
    for (int i = from; i < to; i++) {
      int element = elements[i];
      double best = best(element);
      float seen = expectedIn[element] == plan ? expectedViews[element] : views[element];
      expected[element] = best + probability * Math.max(0, qualities[i] - best);
      expectedViews[element] = seen + (float) (probability * qualities[i]);
      expectedIn[element] = plan;
    }
  }
}
