package cetra.agent.record;

import cetra.agent.record.SegmentReport.Fault;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.MalformedVideo;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.evidence.Timeline;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.key.SignatureScheme;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment file from first to last and holds it against what was sealed when it was closed:
 * boxes, leaf hashes, root, init segment, name, and the signature where a key is given.
 */
public final class SegmentCheck {
  private final @Nullable PublicKey key;

  /**
   * A check.
   *
   * @param key the device's evidence key; null where it is not at hand
   */
  public SegmentCheck(@Nullable PublicKey key) {
    this.key = key;
  }

  /** Checks a segment of a folder. */
  public SegmentReport check(Path folder, SegmentOutline outline) {
    Path path = outline.in(folder);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return check(file, outline);
    } catch (IOException | IllegalArgumentException e) {
      return new SegmentReport(outline.head(), null, null, null, List.of(), 0, new Fault(words(e)));
    }
  }

  private SegmentReport check(FileChannel file, SegmentOutline outline) throws IOException {
    FragmentedMp4 layout = FragmentedMp4.salvage(file);
    OptionalLong end = outline.torn() ? OptionalLong.empty() : SegmentTrailer.find(file);
    Optional<SegmentTrailer> trailer =
        end.isPresent() ? SegmentTrailer.read(file, end.getAsLong()) : Optional.empty();
    return trailer.isPresent()
        ? sealed(file, layout, outline, trailer.get())
        : unsealed(file, layout, outline);
  }

  /** Torn, or closed and cut off: what is whole is told, and nothing proves it. */
  private static SegmentReport unsealed(
      FileChannel file, FragmentedMp4 layout, SegmentOutline outline) throws IOException {
    int whole = layout.fragments().size();
    Fault fault = null;
    if (outline.damaged()) {
      fault = new Fault(outline.fault(), whole, second(layout, whole));
    } else if (whole == 0) {
      fault = new Fault("it has no whole fragment");
    }
    return new SegmentReport(
        null, null, layout, null, track(file, layout), file.size() - layout.end(), fault);
  }

  private SegmentReport sealed(
      FileChannel file, FragmentedMp4 layout, SegmentOutline outline, SegmentTrailer trailer)
      throws IOException {
    long end = SegmentTrailer.find(file).orElse(file.size());
    List<Boolean> intact = intact(file, layout, trailer);
    Boolean signed = signed(trailer);
    Fault fault = fault(file, layout, outline, trailer, intact, end);
    if (fault == null && Boolean.FALSE.equals(signed)) {
      fault = new Fault("its head is not signed by the given key");
    }
    return new SegmentReport(
        outline.head(), signed, layout, intact, track(file, layout), end - layout.end(), fault);
  }

  private static List<Boolean> intact(
      FileChannel file, FragmentedMp4 layout, SegmentTrailer trailer) throws IOException {
    LeafReader reader = new LeafReader();
    List<Boolean> intact = new ArrayList<>();
    for (Fragment fragment : layout.fragments()) {
      Hash leaf = reader.leaf(file, fragment.offset(), fragment.length());
      int number = intact.size();
      intact.add(number < trailer.leaves().size() && leaf.equals(trailer.leaves().get(number)));
    }
    return List.copyOf(intact);
  }

  private static @Nullable Fault fault(
      FileChannel file,
      FragmentedMp4 layout,
      SegmentOutline outline,
      SegmentTrailer trailer,
      List<Boolean> intact,
      long end)
      throws IOException {
    SegmentHead head = outline.head();
    int whole = layout.fragments().size();
    int bad = intact.indexOf(false);
    if (head == null || outline.damaged()) {
      return new Fault(outline.fault());
    }
    if (!new LeafReader().leaf(file, 0, layout.initLength()).equals(head.init())) {
      return new Fault("its init segment is not the recorded one");
    }
    if (bad >= 0) {
      return new Fault("its octets are not those recorded", bad, second(layout, bad));
    }
    if (layout.end() != end) {
      return new Fault(
          "no fragment at octet " + layout.end() + ", where one should be",
          whole,
          second(layout, whole));
    }
    return whole != head.leaves() || !MerkleTree.root(trailer.leaves()).equals(head.root())
        ? new Fault("its leaf hashes do not lead to the root in its head")
        : null;
  }

  private static String words(Exception fault) {
    return (fault instanceof MalformedVideo ? "it holds no video: " : "it cannot be read: ")
        + fault.getMessage();
  }

  private @Nullable Boolean signed(SegmentTrailer trailer) {
    return key == null
        ? null
        : (Boolean)
            SignatureScheme.verify(
                key, trailer.head().getBytes(StandardCharsets.UTF_8), trailer.signatureBytes());
  }

  /** Seconds from the first picture of the segment to a fragment, or to the end of the last. */
  private static double second(FragmentedMp4 layout, int fragment) {
    List<Fragment> all = layout.fragments();
    if (all.isEmpty()) {
      return 0;
    }
    Fragment last = all.getLast();
    long ticks = fragment < all.size() ? all.get(fragment).time() : last.time() + last.duration();
    return (Timeline.nanos(ticks, layout.timescale())
            - Timeline.nanos(all.getFirst().time(), layout.timescale()))
        / 1e9;
  }

  /** A fragment whose fixes are damaged is found by its leaf hash already. */
  private static List<TrackPoint> track(FileChannel file, FragmentedMp4 layout) throws IOException {
    List<TrackPoint> track = new ArrayList<>();
    for (Fragment fragment : layout.fragments()) {
      try {
        track.addAll(FragmentedMp4.track(file, 0, fragment));
      } catch (MalformedVideo | IllegalArgumentException e) {
        // no fixes of this one
      }
    }
    return List.copyOf(track);
  }
}
