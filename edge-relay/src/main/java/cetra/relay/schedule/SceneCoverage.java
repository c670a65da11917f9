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

  private double[] weights = new double[1024];
  private double[] delivered = new double[1024];
  private double[] expected = new double[1024];
  private int[] expectedIn = new int[1024];
  private int[] scenes = new int[1024];
  private int[] versions = new int[1024];
  private int used;
  private int plan;

  /** Adds a scene; returns where its elements begin. */
  int add(double[] elementWeights) {
    int first = used;
    used += elementWeights.length;
    if (used > weights.length) {
      int room = Math.max(used, weights.length * 2);
      weights = Arrays.copyOf(weights, room);
      delivered = Arrays.copyOf(delivered, room);
      expected = Arrays.copyOf(expected, room);
      expectedIn = Arrays.copyOf(expectedIn, room);
      scenes = Arrays.copyOf(scenes, room);
      versions = Arrays.copyOf(versions, room);
    }
    Arrays.fill(scenes, first, used, first);
    System.arraycopy(elementWeights, 0, weights, first, elementWeights.length);
    return first;
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
      gain += worth(elements[i], qualities[i], delivered[elements[i]]);
    }
    return gain;
  }

  /** What views would add to what was delivered or is expected. */
  double furtherGain(int[] elements, float[] qualities, int from, int to) {
    double gain = 0;
    for (int i = from; i < to; i++) {
      gain += worth(elements[i], qualities[i], best(elements[i]));
    }
    return gain;
  }

  private double worth(int element, double quality, double best) {
    double more = quality - best;
    return more > NOTICEABLE ? weights[element] * more : 0;
  }

  private double best(int element) {
    return expectedIn[element] == plan ? expected[element] : delivered[element];
  }

  /** Views were delivered. */
  void deliver(int[] elements, float[] qualities, int from, int to) {
    for (int i = from; i < to; i++) {
      delivered[elements[i]] = Math.max(delivered[elements[i]], qualities[i]);
      versions[scenes[elements[i]]]++;
    }
  }

  /** Views will be delivered with a probability. */
  void expect(int[] elements, float[] qualities, int from, int to, double probability) {
    for (int i = from; i < to; i++) {
      int element = elements[i];
      double best = best(element);
      expected[element] = best + probability * Math.max(0, qualities[i] - best);
      expectedIn[element] = plan;
    }
  }
}
