package cetra.relay.schedule;

import java.util.Arrays;

/**
 * Numbers by rank, the highest first: a 4-ary heap, which touches fewer lines than a binary one.
 */
final class RankHeap {
  private static final int WAYS = 4;

  private int[] items = new int[1024];
  private float[] ranks = new float[1024];
  private int size;

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds without order; {@link #order} must follow. */
  void add(int item, float rank) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
      ranks = Arrays.copyOf(ranks, size * 2);
    }
    items[size] = item;
    ranks[size++] = rank;
  }

  void order() {
    for (int at = (size - 2) / WAYS; at >= 0 && size > 1; at--) {
      sink(at, items[at], ranks[at]);
    }
  }

  int top() {
    return items[0];
  }

  /** The highest rank after the top's; 0 when there is none. */
  float next() {
    float best = 0;
    for (int child = 1; child <= WAYS && child < size; child++) {
      best = Math.max(best, ranks[child]);
    }
    return best;
  }

  void removeTop() {
    size--;
    if (size > 0) {
      sink(0, items[size], ranks[size]);
    }
  }

  /** Gives the top another rank, not above its own. */
  void lowerTop(float rank) {
    sink(0, items[0], rank);
  }

  private void sink(int from, int item, float rank) {
    int at = from;
    while (true) {
      int first = at * WAYS + 1;
      if (first >= size) {
        break;
      }
      int best = first;
      int end = Math.min(first + WAYS, size);
      for (int child = first + 1; child < end; child++) {
        if (ranks[child] > ranks[best]) {
          best = child;
        }
      }
      if (ranks[best] <= rank) {
        break;
      }
      items[at] = items[best];
      ranks[at] = ranks[best];
      at = best;
    }
    items[at] = item;
    ranks[at] = rank;
  }
}
