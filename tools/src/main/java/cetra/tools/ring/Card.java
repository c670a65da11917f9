package cetra.tools.ring;

import cetra.agent.index.IndexCopy;
import cetra.agent.index.IndexCopy.Hold;
import cetra.agent.record.RingGap;
import cetra.agent.record.SegmentOutline;
import cetra.agent.record.StoredRing;
import cetra.agent.record.UtcEstimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ring with all that its files and its index say.
 *
 * @param ring the folder of the segment files
 * @param segments all of them, rising
 * @param times the UTC of the boots where it is known
 * @param holds what must not be overwritten; empty where there is no index to say so
 * @param index in words, where the holds come from, or why they are unknown
 */
record Card(
    StoredRing ring,
    List<SegmentOutline> segments,
    Map<String, UtcEstimate> times,
    Optional<List<Hold>> holds,
    String index) {
  /** Reads the ends of all segments of a folder, a data folder or a card. */
  static Card open(Path folder) throws IOException {
    return read(CardPlace.find(folder));
  }

  /** Reads the ring in which a segment file lies. */
  static Card around(Path segment) throws IOException {
    Path file = segment.toAbsolutePath().normalize();
    Path ring = file.resolveSibling(".").normalize();
    return read(new CardPlace(ring, ring.resolveSibling("index.sqlite")));
  }

  private static Card read(CardPlace place) throws IOException {
    StoredRing ring = new StoredRing(place.ring());
    List<SegmentOutline> segments = ring.outlines();
    try {
      if (!Files.exists(place.index())) {
        throw new IOException("there is none");
      }
      IndexCopy index = IndexCopy.read(place.index());
      return new Card(
          ring,
          segments,
          ring.times(segments, index.boots()),
          Optional.of(index.holds()),
          "as in " + place.index());
    } catch (IOException e) {
      return new Card(
          ring,
          segments,
          ring.times(segments, Map.of()),
          Optional.empty(),
          "unknown: index " + place.index() + ": " + e.getMessage());
    }
  }

  /** What is missing between the segments. */
  List<RingGap> gaps() {
    return RingGap.between(segments, times);
  }

  /** The time of a segment's boot. */
  Optional<UtcEstimate> time(SegmentOutline segment) {
    return Optional.ofNullable(times.get(segment.name().boot()));
  }

  /** The instant of a monotonic time of a segment's boot. */
  Optional<Instant> at(SegmentOutline segment, long nanos) {
    return time(segment).map(utc -> utc.at(nanos));
  }

  /** By what a segment is held; nothing where that is unknown. */
  List<String> heldBy(SegmentOutline segment) {
    return holds.orElse(List.of()).stream()
        .filter(hold -> hold.holds(segment.name().boot(), segment.fromNanos(), segment.toNanos()))
        .map(Hold::by)
        .distinct()
        .toList();
  }
}
