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

  private float[] deliveredViews = new float[FIRST_ROOM];
  private double[] delivered = new double[FIRST_ROOM];

  /** The same with what is expected; they differ where {@link #expected} says. */
  private float[] views = new float[FIRST_ROOM];

  private double[] best = new double[FIRST_ROOM];
  private int[] expected = new int[FIRST_ROOM];
  private int expectations;
  private int[] scenes = new int[FIRST_ROOM];
  private int[] versions = new int[FIRST_ROOM];
  private int used;

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
      deliveredViews = Arrays.copyOf(deliveredViews, room);
      delivered = Arrays.copyOf(delivered, room);
      views = Arrays.copyOf(views, room);
      best = Arrays.copyOf(best, room);
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
    for (int i = 0; i < expectations; i++) {
      best[expected[i]] = delivered[expected[i]];
      views[expected[i]] = deliveredViews[expected[i]];
    }
    expectations = 0;
  }

  /** What views would add to what was delivered. */
  double gain(int[] elements, float[] qualities, int from, int to) {
    double gain = 0;
    for (int i = from; i < to; i++) {
      int element = elements[i];
      gain += worth(element, qualities[i], delivered[element], deliveredViews);
    }
    return gain;
  }

  /** What views would add to what was delivered or is expected. */
  double furtherGain(int[] elements, float[] qualities, int from, int to) {
    double gain = 0;
    for (int i = from; i < to; i++) {
      gain += worth(elements[i], qualities[i], best[elements[i]], views);
    }
    return gain;
  }

  /** What it adds to the best view, and a part of the rest, the less the more views there are. */
  private double worth(int element, double quality, double known, float[] seen) {
    double more = quality - known;
    double worth = more > NOTICEABLE ? more : 0;
    if (furthers[element] > 0) {
      worth += furthers[element] * Math.min(quality, known) / (1 + seen[element] - known);
    }
    return weights[element] * worth;
  }

  /** Views were delivered. */
  void deliver(int[] elements, float[] qualities, int from, int to) {
    for (int i = from; i < to; i++) {
      int element = elements[i];
      delivered[element] = Math.max(delivered[element], qualities[i]);
      best[element] = Math.max(best[element], qualities[i]);
      deliveredViews[element] += qualities[i];
      views[element] += qualities[i];
      versions[scenes[element]]++;
    }
  }

  /** Views will be delivered with a probability. */
  void expect(int[] elements, float[] qualities, int from, int to, double probability) {
    if (expectations + to - from > expected.length) {
      expected = Arrays.copyOf(expected, 2 * (expectations + to - from));
    }
    for (int i = from; i < to; i++) {
      int element = elements[i];
      best[element] += probability * Math.max(0, qualities[i] - best[element]);
      views[element] += (float) (probability * qualities[i]);
      expected[expectations++] = element;
    }
  }
}
