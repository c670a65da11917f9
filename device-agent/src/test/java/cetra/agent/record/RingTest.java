package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RingTest {
  private static final String BOOT = "3f6f0d0e-74a5-4f5e-9a0d-1c9f6f3f2b11";
  private static final String NEXT_BOOT = "77777777-74a5-4f5e-9a0d-1c9f6f3f2b11";
  private static final List<VideoPacket> PACKETS = Footage.packets(40);

  @TempDir Path folder;
  private final ClockDiscipline clock = new ClockDiscipline(new StoppedBoard(), utc -> {});

  private Ring open(long budget) throws IOException {
    return Ring.open(folder, budget, 0, "car0000000000001", head -> "A".repeat(86) + "==");
  }

  private Ring open() throws IOException {
    return open(1L << 30);
  }

  private void record(Ring ring, String boot, int from, int to) throws Exception {
    try (TrackFeed feed = Footage.feed(Footage.fixes(40), clock)) {
      Footage.record(ring, boot, PACKETS.subList(from * 10, to * 10), feed, clock, closed -> {});
    }
  }

  private static List<Long> numbers(Ring ring) throws IOException {
    return ring.segments().stream().map(SegmentName::segment).toList();
  }

  @Test
  void theOldestGoesFirstAndTheHeldOneNever() throws Exception {
    Ring ring = open();
    record(ring, BOOT, 0, 40);
    long newest = Files.size(ring.file(ring.segments().getLast()));
    Ring full = open(newest + 1);
    assertThat(full.evict(() -> Set.of(1L))).containsExactly(0L, 2L);
    assertThat(numbers(full)).containsExactly(1L, 3L);
    assertThat(full.evict(Set::of)).containsExactly(1L);
  }

  /** Folders with something in them stand for what a failing card does not remove. */
  @Test
  void aSegmentThatCannotBeRemovedNeitherKeepsTheOthersNorHidesThem() throws Exception {
    Ring ring = open();
    record(ring, BOOT, 0, 40);
    Path stuck = ring.file(new SegmentName(1, BOOT));
    Files.delete(stuck);
    Files.createDirectories(stuck.resolve("something"));
    assertThat(open(0).evict(Set::of)).containsExactly(0L, 2L);
    assertThat(numbers(ring)).containsExactly(1L, 3L);
  }

  @Test
  void noMoreGoesThanMust() throws Exception {
    Ring ring = open();
    record(ring, BOOT, 0, 40);
    long all = 0;
    for (SegmentName name : ring.segments()) {
      all += Files.size(ring.file(name));
    }
    assertThat(open(all).evict(Set::of)).isEmpty();
    assertThat(open(all - 1).evict(Set::of)).containsExactly(0L);
  }

  @Test
  void theNewestStaysWhateverTheBudget() throws Exception {
    Ring ring = open(0);
    record(ring, BOOT, 0, 40);
    assertThat(ring.evict(Set::of)).containsExactly(0L, 1L, 2L);
    assertThat(ring.evict(Set::of)).isEmpty();
  }

  @Test
  void aCardBelowItsFloorMakesRoom() throws Exception {
    record(open(), BOOT, 0, 40);
    Ring floor =
        Ring.open(folder, 1L << 30, Long.MAX_VALUE, "car0000000000001", head -> "A".repeat(88));
    assertThat(floor.evict(Set::of)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void theChainGoesOnOverARestart() throws Exception {
    Ring first = open();
    record(first, BOOT, 0, 10);
    SegmentHead before = first.read(first.segments().getLast()).head();
    Ring second = open();
    record(second, NEXT_BOOT, 0, 10);
    SegmentHead after = second.read(second.segments().getLast()).head();
    assertThat(after.segment()).isEqualTo(before.segment() + 1);
    assertThat(after.previous()).isEqualTo(SegmentHead.hash(before.text()));
    assertThat(after.boot()).isEqualTo(NEXT_BOOT);
  }

  /** The second of two segments as a power cut leaves it: without trailer, of its open name. */
  private byte[] torn() throws Exception {
    Ring ring = open();
    record(ring, BOOT, 0, 13);
    Path second = ring.file(ring.segments().get(1));
    byte[] octets = Files.readAllBytes(second);
    Files.delete(second);
    return Arrays.copyOf(octets, Math.toIntExact(layout(octets).end()));
  }

  private FragmentedMp4 layout(byte[] octets) throws IOException {
    Path copy = Files.write(folder.resolve("copy"), octets);
    try (FileChannel file = FileChannel.open(copy, StandardOpenOption.READ)) {
      return FragmentedMp4.scan(file, 0, file.size());
    } finally {
      Files.delete(copy);
    }
  }

  private Path part() {
    return folder.resolve(new SegmentName(1, BOOT).open());
  }

  private void recovers(byte[] found, int fragments, byte[] whole) throws Exception {
    Files.write(part(), found);
    Ring ring = open();
    assertThat(part()).doesNotExist();
    if (fragments == 0) {
      assertThat(numbers(ring)).containsExactly(0L);
      return;
    }
    assertThat(numbers(ring)).containsExactly(0L, 1L);
    Segment recovered = ring.read(ring.segments().get(1));
    assertThat(recovered.head().leaves()).isEqualTo(fragments);
    assertThat(recovered.head().recovered()).isTrue();
    assertThat(recovered.head().boot()).isEqualTo(BOOT);
    assertThat(recovered.head().previous())
        .isEqualTo(SegmentHead.hash(ring.read(ring.segments().getFirst()).head().text()));
    byte[] kept = Files.readAllBytes(ring.file(ring.segments().get(1)));
    int end = Math.toIntExact(layout(kept).end());
    assertThat(Arrays.copyOf(kept, end)).isEqualTo(Arrays.copyOf(whole, end));
    Files.delete(ring.file(ring.segments().get(1)));
  }

  private static int wholeFragments(FragmentedMp4 layout, long length) {
    return Math.toIntExact(
        layout.fragments().stream().filter(fragment -> fragment.end() <= length).count());
  }

  @Test
  void aSegmentCutAtEveryFragmentAndAnyOctetLosesNoWholeFragment() throws Exception {
    byte[] whole = torn();
    FragmentedMp4 layout = layout(whole);
    List<Integer> cuts = new ArrayList<>(List.of(0, 7, layout.initLength(), whole.length));
    layout.fragments().stream().map(Fragment::end).map(Math::toIntExact).forEach(cuts::add);
    layout.fragments().stream().map(Fragment::end).map(e -> (int) (e - 1)).forEach(cuts::add);
    new Random(6).ints(60, 0, whole.length).forEach(cuts::add);
    for (int cut : cuts) {
      recovers(Arrays.copyOf(whole, cut), wholeFragments(layout, cut), whole);
    }
  }

  @Test
  void blocksOfZerosAndOldOctetsBehindTheLastFragmentCostNoWholeFragment() throws Exception {
    byte[] whole = torn();
    FragmentedMp4 layout = layout(whole);
    Random random = new Random(7);
    for (Fragment last : layout.fragments()) {
      byte[] zeros = Arrays.copyOf(whole, whole.length + 4096);
      int end = Math.toIntExact(last.end());
      Arrays.fill(zeros, end, zeros.length, (byte) 0);
      recovers(zeros, wholeFragments(layout, end), whole);
      byte[] old = zeros.clone();
      byte[] noise = new byte[old.length - end];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, old, end, noise.length);
      recovers(old, wholeFragments(layout, end), whole);
    }
  }

  @Test
  void aPowerCutBetweenTrailerAndNameLosesNothing() throws Exception {
    Ring ring = open();
    record(ring, BOOT, 0, 13);
    Path second = ring.file(ring.segments().get(1));
    byte[] complete = Files.readAllBytes(second);
    Files.delete(second);
    recovers(complete, 6, complete);
  }

  @Test
  void aFileThatHoldsNoVideoIsRemoved() throws Exception {
    for (byte[] garbage :
        List.of(
            new byte[0],
            new byte[5000],
            "no video".repeat(99).getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      Files.write(part(), garbage);
      assertThat(open().segments()).isEmpty();
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void aSegmentThatCouldNotBeClosedNeverGivesItsNumberAway() throws Exception {
    Ring ring = open();
    record(ring, BOOT, 0, 40);
    Path second = ring.file(ring.segments().get(1));
    Files.move(second, part());
    Ring after = open();
    assertThat(numbers(after)).containsExactly(0L, 1L, 2L, 3L);
    record(after, NEXT_BOOT, 0, 10);
    assertThat(numbers(after)).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void aDamagedNewestSegmentBeginsANewChainAndNoLoop() throws Exception {
    Ring ring = open();
    record(ring, BOOT, 0, 13);
    Path newest = ring.file(ring.segments().getLast());
    byte[] octets = Files.readAllBytes(newest);
    octets[100] ^= 0x55;
    Files.write(newest, Arrays.copyOf(octets, octets.length - 9));
    Ring after = open();
    record(after, NEXT_BOOT, 0, 10);
    assertThat(numbers(after)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void filesOfOthersAreLeftAlone() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "mine");
    Ring ring = open(0);
    record(ring, BOOT, 0, 13);
    assertThat(ring.evict(Set::of)).hasSize(1);
    assertThat(note).exists();
  }

  @Test
  void theTrailerProvesEveryFragmentOfItsFile() throws Exception {
    Ring ring = open();
    record(ring, BOOT, 0, 10);
    Path file = ring.file(ring.segments().getFirst());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FragmentedMp4 layout = FragmentedMp4.scan(channel, 0, channel.size());
      SegmentTrailer trailer = SegmentTrailer.read(channel, layout.end()).orElseThrow();
      for (int i = 0; i < layout.fragments().size(); i++) {
        Fragment fragment = layout.fragments().get(i);
        assertThat(new LeafReader().leaf(channel, fragment.offset(), fragment.length()))
            .isEqualTo(trailer.leaves().get(i));
      }
    }
  }
}
