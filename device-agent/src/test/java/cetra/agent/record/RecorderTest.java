package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import cetra.agent.SimulatedBoard;
import cetra.agent.StoppedBoard;
import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.GnssReceiver;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.message.RecorderState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.invocation.InvocationOnMock;

final class RecorderTest {
  private static final String BOOT = UUID.randomUUID().toString();

  @TempDir Path folder;
  private final SimulatedBoard board = SimulatedBoard.bootedAgo(Duration.ofSeconds(35));
  private final ClockDiscipline clock = new ClockDiscipline(board, utc -> {});
  private final List<Segment> closed = new CopyOnWriteArrayList<>();
  private final Heard heard = new Heard();
  private Ring ring;

  /** Keeps what the ring tells. */
  private final class Heard implements RingListener {
    volatile long safeNanos;

    @Override
    public void recorded(SegmentName segment, int fragment, long toNanos) {
      safeNanos = toNanos;
    }

    @Override
    public void closed(Segment segment) {
      closed.add(segment);
    }
  }

  @BeforeEach
  void open() throws IOException {
    ring = Ring.open(folder.resolve("ring"), 1L << 30, 0, "c", head -> "A".repeat(86) + "==");
  }

  /** A camera that plays packets and then fails or ends. */
  private record Player(Iterator<VideoPacket> packets, boolean fails) implements Camera {
    @Override
    public @Nullable VideoPacket read() throws IOException {
      if (packets.hasNext()) {
        return packets.next();
      }
      if (fails) {
        throw new IOException("the camera was unplugged");
      }
      return null;
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  private Recorder recorder(DeviceSource<Camera> source, TrackFeed track, BoardClock by) {
    return new Recorder(source, ring, BOOT, track, clock, heard, by);
  }

  private void recordToTheEnd(DeviceSource<Camera> source) throws Exception {
    try (TrackFeed track = Footage.feed(List.of(), clock);
        Recorder recorder = recorder(source, track, board)) {
      recorder.start();
      await().atMost(Duration.ofSeconds(20)).until(recorder::ended);
    }
  }

  @Test
  void recordsTheBoardsCameraAndReceiver() throws Exception {
    try (TrackFeed track = new TrackFeed(() -> device(GnssReceiver.class, "route:"), clock);
        Recorder recorder =
            recorder(() -> device(Camera.class, "generated:?width=320&height=180"), track, board)) {
      recorder.start();
      await().atMost(Duration.ofSeconds(20)).until(() -> closed.size() >= 3);
      assertThat(recorder.state()).isEqualTo(RecorderState.RECORDING);
      assertThat(recorder.recordedNanos()).isGreaterThan(29_000_000_000L);
    }
    assertThat(ring.segments()).hasSize(closed.size());
    for (int i = 0; i < closed.size(); i++) {
      assertThat(ring.read(ring.segments().get(i))).isEqualTo(closed.get(i));
    }
    int fixes = closed.stream().mapToInt(segment -> segment.track().size()).sum();
    assertThat(fixes).isGreaterThanOrEqualTo(30);
  }

  private <D extends AutoCloseable> D device(Class<D> device, String spec) throws IOException {
    return Driver.open(device, DeviceSpec.parse(spec), board);
  }

  @Test
  void aCameraThatIsUnpluggedIsOpenedAgainAndWhatItGaveIsKept() throws Exception {
    List<VideoPacket> packets = Footage.packets(4);
    Iterator<Camera> cameras =
        List.<Camera>of(
                new Player(packets.subList(0, 20).iterator(), true),
                new Player(packets.subList(20, 40).iterator(), false))
            .iterator();
    recordToTheEnd(cameras::next);
    assertThat(closed).hasSize(2);
    assertThat(closed.get(1).head().previous())
        .isEqualTo(SegmentHead.hash(closed.get(0).head().text()));
  }

  @Test
  void aCameraThatTellsItsBeginningAgainIsRecordedOnce() throws Exception {
    List<VideoPacket> packets = Footage.packets(4);
    Iterator<Camera> cameras =
        List.<Camera>of(
                new Player(packets.subList(0, 20).iterator(), true),
                new Player(packets.iterator(), false))
            .iterator();
    recordToTheEnd(cameras::next);
    assertThat(closed)
        .extracting(segment -> segment.head().fromNanos())
        .containsExactly(0L, 2_000_000_000L);
    assertThat(closed.get(1).head().toNanos()).isEqualTo(4_000_000_000L);
  }

  /** A camera that gives a picture and then hangs. */
  private record Hanging(Iterator<VideoPacket> packets) implements Camera {
    @Override
    public @Nullable VideoPacket read() throws InterruptedException {
      if (!packets.hasNext()) {
        new CountDownLatch(1).await();
      }
      return packets.next();
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  @Test
  void aCameraThatGivesNothingForThreeSecondsIsAway() throws Exception {
    StoppedBoard stopped = new StoppedBoard();
    DeviceSource<Camera> hanging = () -> new Hanging(Footage.packets(1).iterator());
    try (TrackFeed track = Footage.feed(List.of(), clock);
        Recorder recorder = recorder(hanging, track, stopped)) {
      assertThat(recorder.state()).isEqualTo(RecorderState.NO_CAMERA);
      recorder.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> recorder.recordedNanos() == 1_000_000_000L);
      stopped.at(3);
      assertThat(recorder.state()).isEqualTo(RecorderState.RECORDING);
      stopped.at(3.1);
      assertThat(recorder.state()).isEqualTo(RecorderState.NO_CAMERA);
    }
    assertThat(closed.getFirst().head().toNanos()).isEqualTo(1_000_000_000L);
  }

  @Test
  void aBoardThatLacksALibraryIsBrokenForGood() throws Exception {
    DeviceSource<Camera> lacking =
        () -> {
          throw new UnsatisfiedLinkError("no jniavcodec");
        };
    try (TrackFeed track = Footage.feed(List.of(), clock);
        Recorder recorder = recorder(lacking, track, board)) {
      recorder.start();
      await().atMost(Duration.ofSeconds(20)).until(recorder::ended);
      assertThat(recorder.state()).isEqualTo(RecorderState.BROKEN);
    }
  }

  @Test
  void anotherFormatBeginsAnotherSegment() throws Exception {
    List<VideoPacket> both = new ArrayList<>(Footage.packets(2));
    both.addAll(Footage.later(Footage.packets(2, 320), 2));
    recordToTheEnd(() -> new Player(both.iterator(), false));
    assertThat(closed).hasSize(2);
    assertThat(closed.get(0).head().init()).isNotEqualTo(closed.get(1).head().init());
    assertThat(closed.get(1).head().previous())
        .isEqualTo(SegmentHead.hash(closed.get(0).head().text()));
  }

  /** The folder is gone as if its card had been pulled, and comes back. */
  @Test
  void aCardThatIsPulledAndPutBackCostsNothingThatFitsIntoMemory() throws Exception {
    List<VideoPacket> packets = Footage.packets(24);
    Path away = folder.resolve("away");
    Path there = folder.resolve("ring");
    Iterator<VideoPacket> pulled =
        IntStream.range(0, 240)
            .mapToObj(
                i -> {
                  if (i == 215) {
                    await().until(() -> heard.safeNanos >= 20_500_000_000L);
                    move(there, away);
                  }
                  return packets.get(i);
                })
            .iterator();
    try (TrackFeed track = Footage.feed(List.of(), clock);
        Recorder recorder = recorder(() -> new Player(pulled, false), track, board)) {
      recorder.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> recorder.state() == RecorderState.CARD_GONE);
      assertThat(there).as("nothing is written beside the card").doesNotExist();
      move(away, there);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> recorder.recordedNanos() == 24_000_000_000L);
    }
    List<SegmentName> names = ring.segments();
    long reached = 0;
    for (SegmentName name : names) {
      SegmentHead head = ring.read(name).head();
      assertThat(head.fromNanos()).as("nothing is missing").isEqualTo(reached);
      reached = head.toNanos();
    }
    assertThat(reached).isEqualTo(24_000_000_000L);
    assertThat(names).hasSize(closed.size() + 1);
    assertThat(ring.read(names.get(names.size() - 2)).head().recovered()).isTrue();
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A card that takes so many octets and is full then, in the middle of a fragment. */
  private static FileChannel card(FileChannel real, long capacity) {
    return mock(
        FileChannel.class,
        call -> {
          boolean fragment = call.getMethod().getName().equals("write");
          return fragment && call.getArgument(0) instanceof ByteBuffer[] parts
              ? write(real, parts, capacity)
              : invoke(call, real);
        });
  }

  private static long write(FileChannel real, ByteBuffer[] parts, long capacity)
      throws IOException {
    long before = real.position();
    for (ByteBuffer part : parts) {
      int fits = Math.clamp(capacity - real.position(), 0, part.remaining());
      real.write(part.slice(part.position(), fits));
      part.position(part.position() + fits);
      if (part.hasRemaining() && real.position() == before) {
        throw new IOException("No space left on device");
      }
    }
    return real.position() - before;
  }

  private static @Nullable Object invoke(InvocationOnMock call, FileChannel real) throws Throwable {
    try {
      return call.getMethod().invoke(real, call.getArguments());
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void aCardThatIsFullInTheMiddleOfAFragmentKeepsThoseBefore() throws Exception {
    byte[] init = "the init segment".getBytes(StandardCharsets.UTF_8);
    SegmentName name = new SegmentName(7, BOOT);
    RingFolder files = RingFolder.create(folder.resolve("ring"));
    try (FileChannel real =
            FileChannel.open(
                files.open(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        SegmentWriter writer =
            new SegmentWriter(files, name, card(real, 200), ByteBuffer.wrap(init), null)) {
      writer.append(ByteBuffer.allocate(20), new SegmentWriter.Span(0, 5), List.of());
      long whole = Files.size(files.open(name));
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(
                () ->
                    writer.append(
                        ByteBuffer.allocate(500), new SegmentWriter.Span(5, 10), List.of()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("No space");
        assertThat(Files.size(files.open(name))).isEqualTo(whole);
      }
      writer.append(ByteBuffer.allocate(9), new SegmentWriter.Span(10, 15), List.of());
      assertThat(Files.size(files.open(name))).isEqualTo(whole + 51 + 9);
      assertThat(writer.lengthNanos()).isEqualTo(15);
    }
  }

  @Test
  void aSegmentIntoWhichNothingCouldBeWrittenIsRemoved() throws Exception {
    ring.begin(BOOT, ByteBuffer.wrap(new byte[] {1, 2, 3}), null).close();
    ring.reopen();
    try (Stream<Path> left = Files.list(folder.resolve("ring"))) {
      assertThat(left).isEmpty();
    }
  }
}
