package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Interruption;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.Timeline;
import cetra.wire.message.Extent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingTest {
  private static final String BOOT = "3f6f0d0e-74a5-4f5e-9a0d-1c9f6f3f2b11";
  private static final List<VideoPacket> PACKETS = Footage.packets(35);

  @TempDir Path folder;
  private final List<Segment> closed = new ArrayList<>();
  private final ClockDiscipline clock = new ClockDiscipline(new StoppedBoard(), utc -> {});
  private Ring ring;

  @BeforeEach
  void open() throws IOException {
    ring = Ring.open(folder, 1L << 30, 0, "car0000000000001", head -> "A".repeat(86) + "==");
  }

  private void record(List<VideoPacket> packets) throws Exception {
    try (TrackFeed feed = Footage.feed(Footage.fixes(40), clock)) {
      Footage.record(ring, BOOT, packets, feed, clock, closed::add);
    }
  }

  private List<Fragment> fragments(int segment) throws IOException {
    Path file = ring.file(ring.segments().get(segment));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return FragmentedMp4.scan(channel, 0, channel.size()).fragments();
    }
  }

  @Test
  void segmentsEndAtTheFirstKeyFrameAfterTenSecondsAndChain() throws Exception {
    record(PACKETS);
    assertThat(closed).hasSize(4);
    for (int i = 0; i < 4; i++) {
      SegmentHead head = closed.get(i).head();
      assertThat(head.segment()).isEqualTo(i);
      assertThat(head.fromNanos()).isEqualTo(i * 10_000_000_000L);
      assertThat(head.toNanos()).isEqualTo(Math.min(35, (i + 1) * 10) * 1_000_000_000L);
      assertThat(head.leaves()).isEqualTo(i < 3 ? 20 : 10);
      assertThat(head.recovered()).isFalse();
      assertThat(head.previous())
          .isEqualTo(i == 0 ? SegmentHead.NONE : SegmentHead.hash(closed.get(i - 1).head().text()));
      assertThat(closed.get(i).track()).hasSize(i < 3 ? 10 : 5);
    }
  }

  @Test
  void fragmentsAreAtMostHalfASecondAndBeginAtEveryKeyFrame() throws Exception {
    record(PACKETS);
    for (int segment = 0; segment < 4; segment++) {
      List<Fragment> fragments = fragments(segment);
      assertThat(fragments.getFirst().key()).isTrue();
      for (Fragment fragment : fragments) {
        assertThat(fragment.duration()).isLessThanOrEqualTo(45_000);
        boolean atSecond = Timeline.nanos(fragment.time(), 90_000) % 1_000_000_000L == 0;
        assertThat(fragment.key()).isEqualTo(atSecond);
      }
    }
  }

  /** What waits for the next picture is lost by a cut. */
  @Test
  void aFragmentIsHandedOnWithTheLastPictureThatFits() throws Exception {
    List<Long> ends = new ArrayList<>();
    try (Recording recording =
        new Recording(
            PACKETS.getFirst().format(),
            Interruption.START,
            fragment -> {
              try (fragment) {
                ends.add(fragment.facts().toNanos());
              }
            })) {
      for (VideoPacket packet : PACKETS.subList(0, 5)) {
        recording.add(packet);
      }
      assertThat(ends).containsExactly(500_000_000L);
    }
  }

  @Test
  void aClosedSegmentIsReadFromItsFileAsItWasInMemory() throws Exception {
    record(PACKETS);
    for (int i = 0; i < 4; i++) {
      assertThat(ring.read(ring.segments().get(i))).isEqualTo(closed.get(i));
    }
  }

  @Test
  void nothingIsRecordedBeforeTheFirstKeyFrame() throws Exception {
    record(PACKETS.subList(3, 30));
    assertThat(closed).hasSize(1);
    assertThat(closed.getFirst().head().fromNanos()).isEqualTo(1_000_000_000L);
    assertThat(fragments(0).stream().mapToInt(Fragment::pictures).sum()).isEqualTo(20);
  }

  /**
   * Intra refresh and very long groups of pictures: nothing may be lost for want of a key frame.
   */
  @Test
  void aCameraThatSendsOneKeyFrameOnlyIsRecordedWhole() throws Exception {
    List<VideoPacket> one = new ArrayList<>();
    for (VideoPacket packet : PACKETS) {
      one.add(
          new VideoPacket(
              packet.format(),
              packet.data(),
              packet.presentationNanos(),
              packet.decodeNanos(),
              packet.durationNanos(),
              one.isEmpty()));
    }
    record(one);
    assertThat(closed).hasSize(2);
    assertThat(closed.get(0).head().toNanos()).isEqualTo(30_000_000_000L);
    assertThat(closed.get(1).head().toNanos()).isEqualTo(35_000_000_000L);
    int pictures = 0;
    for (int segment = 0; segment < 2; segment++) {
      pictures += fragments(segment).stream().mapToInt(Fragment::pictures).sum();
    }
    assertThat(pictures).isEqualTo(350);
  }

  @Test
  void aSilentCameraLeavesAGapInsideItsSegment() throws Exception {
    List<VideoPacket> silent = new ArrayList<>(PACKETS.subList(0, 33));
    silent.addAll(Footage.later(PACKETS.subList(33, 60), 3));
    record(silent);
    List<Fragment> fragments = fragments(0);
    assertThat(Timeline.gaps(fragments, 90_000, Extent.FULL))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.fromNanos()).isEqualTo(3_300_000_000L);
              assertThat(gap.toNanos()).isEqualTo(6_300_000_000L);
            });
    assertThat(fragments.stream().mapToInt(Fragment::pictures).sum()).isEqualTo(60);
    assertThat(closed.getFirst().head().toNanos()).isEqualTo(9_000_000_000L);
  }

  @Test
  void theEstimateOfTheClockStandsInTheHead() throws Exception {
    record(PACKETS.subList(0, 20));
    assertThat(closed.getFirst().head().utc()).isEqualTo(StoppedBoard.ZERO);
    assertThat(closed.getFirst().head().utcBoundMillis()).isEqualTo(500);
    assertThat(closed.getFirst().head().utcSource()).isEqualTo("gnss");
    assertThat(closed.getFirst().head().gap()).isEqualTo(Interruption.START);
  }
}
