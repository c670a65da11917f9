package cetra.relay.schedule;

import java.util.Arrays;

/**
 * The clips that may be asked for, column by column: a plan reads a few columns of all of them, and
 * no object is in its way. Numbers are given out once and never again.
 */
final class ClipTable {
  private static final int FIRST_ROOM = 1024;

  int[] device = new int[FIRST_ROOM];
  double[] remaining = new double[FIRST_ROOM];

  /** When it is worth nothing more, or is overwritten. */
  double[] end = new double[FIRST_ROOM];

  /** Of its order, times the part of its tier. */
  double[] weight = new double[FIRST_ROOM];

  /**
   * What it adds to what was delivered, as of a version of its scene; no more than that later, for
   * other clips only take from it. Infinite while it is not known.
   */
  double[] gain = new double[FIRST_ROOM];

  int[] gainOf = new int[FIRST_ROOM];
  int[] scene = new int[FIRST_ROOM];

  /** Of which scene's clips it is one, where there are only so many. */
  int[] counted = new int[FIRST_ROOM];

  /** What a part of a data plan costs that it takes: less where a life depends on it. */
  float[] planPrice = new float[FIRST_ROOM];

  int[] viewFrom = new int[FIRST_ROOM];
  int[] viewTo = new int[FIRST_ROOM];

  /** Views of all clips, one after the other: which element of which scene, and how well. */
  int[] elements = new int[4 * FIRST_ROOM];

  float[] qualities = new float[4 * FIRST_ROOM];
  private int size;
  private int views;

  /** Makes room for a clip with so many views; returns its number. */
  int add(int moreViews) {
    if (size == device.length) {
      grow(2 * size);
    }
    if (views + moreViews > elements.length) {
      int room = 2 * (views + moreViews);
      elements = Arrays.copyOf(elements, room);
      qualities = Arrays.copyOf(qualities, room);
    }
    viewFrom[size] = views;
    views += moreViews;
    viewTo[size] = views;
    return size++;
  }

  private void grow(int room) {
    device = Arrays.copyOf(device, room);
    remaining = Arrays.copyOf(remaining, room);
    end = Arrays.copyOf(end, room);
    weight = Arrays.copyOf(weight, room);
    gain = Arrays.copyOf(gain, room);
    gainOf = Arrays.copyOf(gainOf, room);
    scene = Arrays.copyOf(scene, room);
    counted = Arrays.copyOf(counted, room);
    planPrice = Arrays.copyOf(planPrice, room);
    viewFrom = Arrays.copyOf(viewFrom, room);
    viewTo = Arrays.copyOf(viewTo, room);
  }
}
