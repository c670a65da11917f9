package cetra.tools.powercut;

import cetra.agent.index.ClipIndex;
import cetra.agent.record.Ring;
import cetra.agent.record.SegmentName;
import cetra.agent.seal.DeviceKey;
import cetra.wire.key.IdentityFolder;
import cetra.wire.store.Database;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Opens a data folder after a cut with the product's own recovery, and holds what is left against
 * what was promised.
 */
final class RingCheck {
  private final DeviceKey key;
  private final PublicKey proof;
  private final Footage footage;

  RingCheck(IdentityFolder keys, Footage footage) throws IOException {
    this.key = DeviceKey.load(keys);
    this.proof = keys.evidenceCertificates().getFirst().getPublicKey();
    this.footage = footage;
  }

  /**
   * What is left.
   *
   * @param findings what is wrong
   * @param segments those that are whole, rising
   */
  record Result(Findings findings, List<CheckedSegment> segments) {
    /** Up to where the camera of a boot is recorded; 0 where nothing is. */
    long endNanos(String boot) {
      return segments.stream()
          .filter(segment -> segment.name().boot().equals(boot))
          .mapToLong(segment -> segment.head().toNanos())
          .max()
          .orElse(0);
    }

    long bytes() {
      return segments.stream().mapToLong(CheckedSegment::bytes).sum();
    }

    /** The number after the newest segment's. */
    long next() {
      return segments.isEmpty() ? 0 : segments.getLast().name().segment() + 1;
    }
  }

  /**
   * Recovers and checks.
   *
   * @param promises what is overwritten or lost is taken out of them, so that it counts once
   * @param budgetBytes of the ring, by which it is judged what may have been overwritten
   */
  Result check(Path folder, Promises promises, long budgetBytes) throws IOException {
    List<String> complaints = new ArrayList<>();
    try (Database database = ClipIndex.open(folder.resolve("index.sqlite"))) {
      Set<Long> lostRows = new TreeSet<>(promises.rows());
      lostRows.removeIf(row -> has(database, row)); // before the index completes itself
      // no budget: the check must not remove what it checks
      Ring ring = Ring.open(folder.resolve("ring"), Long.MAX_VALUE, 0, key.device(), key);
      List<CheckedSegment> whole = new ArrayList<>();
      int unreadable = read(ring, whole, complaints) + strays(folder, ring, complaints);
      int notIndexed = notIndexed(database, ring, whole, complaints);
      int acknowledged = promises.fragments().values().stream().mapToInt(Integer::intValue).sum();
      Overwritten overwritten = new Overwritten(whole, budgetBytes);
      promises.fragments().keySet().stream().filter(overwritten::may).forEach(promises::forget);
      lostRows.retainAll(promises.rows());
      lostRows.forEach(row -> complaints.add("the index has lost segment " + row));
      return new Result(
          new Findings(
              acknowledged,
              lost(whole, promises, complaints),
              unreadable,
              brokenLinks(whole, complaints),
              lostRows.size(),
              notIndexed,
              0,
              List.copyOf(complaints)),
          List.copyOf(whole));
    }
  }

  /** What the ring may have removed to keep its budget: the oldest, while it was full. */
  private record Overwritten(List<CheckedSegment> whole, long budgetBytes) {
    boolean may(SegmentName name) {
      long bytes = whole.stream().mapToLong(CheckedSegment::bytes).sum();
      long largest = whole.stream().mapToLong(CheckedSegment::bytes).max().orElse(0);
      return !whole.isEmpty()
          && name.segment() < whole.getFirst().name().segment()
          && bytes + 2 * largest >= budgetBytes;
    }
  }

  private int read(Ring ring, List<CheckedSegment> whole, List<String> complaints)
      throws IOException {
    int unreadable = 0;
    for (SegmentName name : ring.segments()) {
      try {
        whole.add(CheckedSegment.read(ring.file(name), name, proof, footage));
      } catch (IOException e) {
        complaints.add("segment " + name.segment() + " is unreadable: " + e.getMessage());
        unreadable++;
      }
    }
    return unreadable;
  }

  private static int strays(Path folder, Ring ring, List<String> complaints) throws IOException {
    Set<Path> known = new TreeSet<>();
    for (SegmentName name : ring.segments()) {
      known.add(ring.file(name));
    }
    try (Stream<Path> files = Files.list(folder.resolve("ring"))) {
      List<Path> strays = files.filter(file -> !known.contains(file)).toList();
      strays.forEach(stray -> complaints.add("after recovery there is " + stray.getFileName()));
      return strays.size();
    }
  }

  private static int notIndexed(
      Database database, Ring ring, List<CheckedSegment> whole, List<String> complaints)
      throws IOException {
    int missing = 0;
    try (ClipIndex index = new ClipIndex(database, ring, Clock.systemUTC())) {
      await(index);
      for (CheckedSegment segment : whole) {
        if (!index.name(segment.name().segment()).equals(Optional.of(segment.name()))) {
          complaints.add("segment " + segment.name().segment() + " is not in the index");
          missing++;
        }
      }
    }
    return missing;
  }

  private static void await(ClipIndex index) throws InterruptedIOException {
    try {
      index.awaitComplete();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("stopped while the index was completed");
    }
  }

  private static int lost(List<CheckedSegment> whole, Promises promises, List<String> complaints) {
    Map<SegmentName, Integer> have = new TreeMap<>();
    whole.forEach(segment -> have.put(segment.name(), segment.head().leaves()));
    int lost = 0;
    for (Map.Entry<SegmentName, Integer> promise : promises.fragments().entrySet()) {
      int there = have.getOrDefault(promise.getKey(), 0);
      if (there < promise.getValue()) {
        complaints.add(
            "segment %d has %d of %d acknowledged fragments"
                .formatted(promise.getKey().segment(), there, promise.getValue()));
        lost += promise.getValue() - there;
        promises.forget(promise.getKey());
      }
    }
    return lost;
  }

  private static int brokenLinks(List<CheckedSegment> whole, List<String> complaints) {
    int broken = 0;
    for (int i = 1; i < whole.size(); i++) {
      if (!whole.get(i).head().previous().equals(whole.get(i - 1).hash())) {
        complaints.add(
            "segment %d does not point to segment %d"
                .formatted(whole.get(i).name().segment(), whole.get(i - 1).name().segment()));
        broken++;
      }
    }
    return broken;
  }

  private static boolean has(Database database, long segment) {
    return database.number("SELECT count(*) FROM segment WHERE segment = ?", segment) > 0;
  }
}
