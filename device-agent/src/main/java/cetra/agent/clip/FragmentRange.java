package cetra.agent.clip;

import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Timeline;
import cetra.wire.message.Extent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fragments of one segment that follow each other.
 *
 * @param first the first one's place
 * @param end the place after the last
 */
public record FragmentRange(int first, int end) {
  /** Those that begin before a time. */
  public static FragmentRange until(FragmentedMp4 layout, long toNanos) {
    int end = 0;
    for (Fragment fragment : layout.fragments()) {
      if (begins(layout, fragment) < toNanos) {
        end++;
      }
    }
    return new FragmentRange(0, end);
  }

  /**
   * Begun with the last key frame at or shortly before a time, else the first one after it, else
   * with none.
   *
   * @param leadNanos how long before it may be
   */
  public FragmentRange from(FragmentedMp4 layout, long fromNanos, long leadNanos) {
    int none = layout.fragments().size();
    int found = none;
    for (int i = 0; i < none; i++) {
      Fragment fragment = layout.fragments().get(i);
      long begins = begins(layout, fragment);
      boolean near = fragment.key() && begins >= fromNanos - leadNanos;
      if (near && (begins <= fromNanos || found == none)) {
        found = i;
      }
    }
    return new FragmentRange(found, end);
  }

  /**
   * What is left when it is thinned: of a preview the first fragment that can be shown by itself,
   * of a low extent all of them. The first one where there is none, so that no segment is missing
   * between two others; and one of them is led on to a fix where none has one, for a picture of
   * nowhere answers no order.
   */
  public List<FragmentRange> thinned(FragmentedMp4 layout, Extent extent) {
    if (!extent.isThinned() || empty()) {
      return List.of(this);
    }
    List<FragmentRange> keys = keys(layout);
    List<FragmentRange> shown = extent == Extent.PREVIEW ? List.of(best(keys, layout)) : keys;
    return shown.stream().anyMatch(range -> range.isPlaced(layout)) ? shown : placed(shown, layout);
  }

  private List<FragmentRange> keys(FragmentedMp4 layout) {
    List<FragmentRange> keys =
        IntStream.range(first, end)
            .filter(i -> layout.fragments().get(i).key())
            .mapToObj(i -> new FragmentRange(i, i + 1))
            .toList();
    return keys.isEmpty() ? List.of(new FragmentRange(first, first + 1)) : keys;
  }

  private static FragmentRange best(List<FragmentRange> keys, FragmentedMp4 layout) {
    return keys.stream()
        .filter(range -> range.isPlaced(layout))
        .findFirst()
        .orElse(keys.getFirst());
  }

  private boolean isPlaced(FragmentedMp4 layout) {
    return layout.fragments().get(first).placed();
  }

  /** The key frame before the first fix, and what lies between, unless that is too much. */
  private List<FragmentRange> placed(List<FragmentRange> shown, FragmentedMp4 layout) {
    int from = shown.getFirst().first();
    int fix =
        IntStream.range(from, end)
            .filter(i -> layout.fragments().get(i).placed())
            .findFirst()
            .orElse(end);
    List<FragmentRange> before = shown.stream().filter(range -> range.first() <= fix).toList();
    FragmentRange led = new FragmentRange(before.getLast().first(), fix + 1);
    boolean little = fix < end && led.count() <= Extent.MOST_OF_A_SEGMENT;
    return shown.stream()
        .map(range -> little && range.first() == led.first() ? led : range)
        .toList();
  }

  /** Whether there is none. */
  public boolean empty() {
    return end <= first;
  }

  /** How many there are. */
  public int count() {
    return end - first;
  }

  /** Appends their octets as they are. */
  public void copy(FileChannel segment, FragmentedMp4 layout, WritableByteChannel to)
      throws IOException {
    long offset = layout.fragments().get(first).offset();
    transfer(segment, offset, layout.fragments().get(end - 1).end() - offset, to);
  }

  /** Appends the init segment as it is. */
  public static void copyInit(FileChannel segment, FragmentedMp4 layout, WritableByteChannel to)
      throws IOException {
    transfer(segment, 0, layout.initLength(), to);
  }

  private static long begins(FragmentedMp4 layout, Fragment fragment) {
    return Timeline.nanos(fragment.time(), layout.timescale());
  }

  private static void transfer(FileChannel from, long offset, long length, WritableByteChannel to)
      throws IOException {
    long at = offset;
    while (at < offset + length) {
      long moved = from.transferTo(at, offset + length - at, to);
      if (moved <= 0) {
        throw new IOException("a segment ends at octet " + at);
      }
      at += moved;
    }
  }
}
