package cetra.tools.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.SystemBoard;
import cetra.agent.index.ClipIndex;
import cetra.agent.record.Segment;
import cetra.agent.record.SegmentName;
import cetra.agent.seal.DeviceKey;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker that overlooks damage would make every ring look whole. */
final class RingCheckTest {
  private static final long BUDGET = 64L << 20;
  private static final int SEGMENTS = 3;

  @TempDir static Path studio;

  private static Workshop workshop;

  @TempDir Path parent;

  private final Transcript said = new Transcript();
  private final String boot = UUID.randomUUID().toString();
  private Path data;

  @BeforeAll
  static void films() throws IOException, InterruptedException {
    workshop = Workshop.open(studio);
  }

  @BeforeEach
  void records() throws IOException, InterruptedException {
    data = parent.resolve("data");
    Listener listener = new Listener();
    said.hear(Transcript.zero(System.nanoTime()));
    try (Wiring recording =
        new Wiring(
            data,
            DeviceKey.load(workshop.keys()),
            boot,
            "file:" + workshop.film() + "?speed=max",
            BUDGET,
            new SystemBoard(Clock.systemUTC(), Duration.ZERO),
            listener)) {
      recording.start();
      assertThat(listener.closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @AfterAll
  static void tidy() throws IOException {
    workshop.close();
  }

  @Test
  void findsNothingWrongWithAWholeRing() throws IOException {
    RingCheck.Result result = check(BUDGET);
    assertThat(result.findings().complaints()).isEmpty();
    assertThat(result.findings().acknowledged()).isGreaterThanOrEqualTo(20 * SEGMENTS);
    assertThat(result.segments()).hasSizeGreaterThanOrEqualTo(SEGMENTS);
    assertThat(result.endNanos(boot)).isGreaterThanOrEqualTo(SEGMENTS * 10_000_000_000L);
  }

  @Test
  void seesAFlippedBitWhereverItIs() throws IOException {
    Path file = segments().getFirst();
    long size = Files.size(file);
    for (long at = 0; at < size; at += size / 97) {
      flip(file, at);
      assertThat(check(BUDGET).findings().good()).as("octet " + at + " of " + size).isFalse();
      flip(file, at);
    }
    assertThat(check(BUDGET).findings().good()).isTrue();
  }

  @Test
  void seesAFlippedBitInVideoThatRecoveryHasSignedAfterwards() throws IOException {
    Path newest = segments().getLast();
    long end;
    try (FileChannel file =
        FileChannel.open(newest, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
      end = FragmentedMp4.scan(file, 0, file.size()).end();
      file.truncate(end);
    }
    Files.move(newest, newest.resolveSibling(newest.getFileName() + ".part"));
    assertThat(check(BUDGET).findings().complaints()).isEmpty();
    flip(newest, end - 100);
    try (FileChannel file = FileChannel.open(newest, StandardOpenOption.WRITE)) {
      file.truncate(end);
    }
    Files.move(newest, newest.resolveSibling(newest.getFileName() + ".part"));
    assertThat(check(BUDGET).findings().complaints())
        .anyMatch(complaint -> complaint.contains("does not hold the camera's pictures"));
  }

  @Test
  void missesASegmentFromTheMiddle() throws IOException {
    Files.delete(segments().get(1));
    Findings findings = check(BUDGET).findings();
    assertThat(findings.lostFragments()).isEqualTo(20);
    assertThat(findings.brokenLinks()).isEqualTo(1);
  }

  @Test
  void missesTheNewestSegment() throws IOException {
    Files.delete(segments().getLast());
    assertThat(check(BUDGET).findings().lostFragments()).isPositive();
  }

  @Test
  void missesFragmentsAtTheEndOfATornSegment() throws IOException {
    Path newest = segments().getLast();
    try (FileChannel file = FileChannel.open(newest, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    Files.move(newest, newest.resolveSibling(newest.getFileName() + ".part"));
    assertThat(check(BUDGET).findings().lostFragments()).isPositive();
  }

  @Test
  void theOldestMayBeOverwrittenInAFullRingOnly() throws IOException {
    long full = Files.size(segments().getFirst()) * (SEGMENTS + 1);
    Files.delete(segments().getFirst());
    assertThat(check(full).findings().good()).isTrue();
    assertThat(check(BUDGET).findings().lostFragments()).isEqualTo(20);
  }

  @Test
  void missesAnAcknowledgedRowThatTheIndexPutsBackByItself() throws IOException {
    try (Database database = ClipIndex.open(data.resolve("index.sqlite"))) {
      database.update("DELETE FROM segment WHERE segment = ?", 1);
    }
    Findings findings = check(BUDGET).findings();
    assertThat(findings.lostRows()).isEqualTo(1);
    assertThat(findings.notIndexed()).isZero();
  }

  private RingCheck.Result check(long budget) throws IOException {
    Promises promises = new Promises();
    promises.add(said, System.nanoTime());
    return workshop.check().check(data, promises, budget);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("ring"))) {
      return files.sorted().toList();
    }
  }

  private static void flip(Path path, long at) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer octet = ByteBuffer.allocate(1);
      file.read(octet, at);
      octet.put(0, (byte) (octet.get(0) ^ 0x10));
      file.write(octet.flip(), at);
    }
  }

  /** Says what the subject would have said. */
  private final class Listener implements Wiring.Witness {
    private final CountDownLatch closed = new CountDownLatch(SEGMENTS);

    @Override
    public void recorded(SegmentName segment, int fragment, long toNanos) {
      said.hear(new Transcript.Recorded(segment, fragment, toNanos, System.nanoTime()).line());
    }

    @Override
    public void closed(Segment segment) {
      said.hear(new Transcript.Indexed(segment.head().segment(), System.nanoTime()).line());
      closed.countDown();
    }

    @Override
    public void watch(Database database, ClipIndex index) {
      // the index is closed, and so complete, before anybody looks
    }
  }
}
