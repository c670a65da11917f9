package cetra.relay.schedule;

import java.util.Arrays;

/**
 * Numbers by rank, the highest first: a 4-ary heap, which touches fewer lines than a binary one.
 *
 * <p>Most of what is added is never reached before the heap is left. What ranks far below where it
 * was left last therefore waits without order until its turn comes after all.
 */
final class RankHeap {
  private static final int WAYS = 4;

  /** Nothing changes so much from one time to the next that more is reached. */
  private static final float NEAR = 0.75f;

  private int[] items = new int[1024];
  private float[] ranks = new float[1024];
  private int size;

  /** What ranks below the cut and is not in the heap: from here to the end of both arrays. */
  private int waiting = items.length;

  private float cut;

  void clear() {
    cut = size == 0 ? 0 : ranks[0] * NEAR;
    size = 0;
    waiting = items.length;
  }

  boolean isEmpty() {
    return size == 0 && waiting == items.length;
  }

  /** Whether something of a rank waits without order. */
  boolean waits(float rank) {
    return rank < cut;
  }

  /** Adds without order; {@link #order} must follow. */
  void add(int item, float rank) {
    if (size == waiting) {
      grow();
    }
    int at = waits(rank) ? --waiting : size++;
    items[at] = item;
    ranks[at] = rank;
  }

  private void grow() {
    int more = items.length;
    int waits = items.length - waiting;
    items = Arrays.copyOf(items, 2 * more);
    ranks = Arrays.copyOf(ranks, 2 * more);
    System.arraycopy(items, waiting, items, waiting + more, waits);
    System.arraycopy(ranks, waiting, ranks, waiting + more, waits);
    waiting += more;
  }

  void order() {
    for (int at = (size - 2) / WAYS; at >= 0 && size > 1; at--) {
      sink(at, items[at], ranks[at]);
    }
  }

  int top() {
    if (waiting < items.length && (size == 0 || ranks[0] < cut)) {
      admit();
    }
    return items[0];
  }

  private void admit() {
    int waits = items.length - waiting;
    System.arraycopy(items, waiting, items, size, waits);
    System.arraycopy(ranks, waiting, ranks, size, waits);
    size += waits;
    waiting = items.length;
    order();
  }

  /** The highest rank that may come after the top's; 0 when there is none. */
  float next() {
    float best = waiting < items.length ? cut : 0;
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
