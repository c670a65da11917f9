package cetra.tools.ring;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.Recorder;
import cetra.agent.record.Ring;
import cetra.agent.record.SegmentName;
import cetra.agent.record.TrackFeed;
import cetra.agent.seal.DeviceKey;
import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.key.Authority;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.KeyFile;
import cetra.wire.order.Certainty;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The data folder of a car that has really recorded, to be spoilt at will. */
public final class CarRing {
  public static final String CAR = "car0000000000001";
  public static final Instant ZERO = Instant.parse("2026-05-01T12:00:00Z");

  public final Path data;
  public final IdentityFolder keys;
  private final DeviceKey key;

  /** A car that has recorded nothing yet. */
  public CarRing(Path folder) throws IOException {
    this.data = folder.resolve("agent-data");
    Authority authority = Authority.create("operator", ZERO);
    KeyFile.write(folder.resolve("root.pub"), authority.certificate().getPublicKey());
    this.keys =
        IdentityFolder.device(
            folder.resolve("keys"), CAR, authority, folder.resolve("root.pub"), ZERO);
    this.key = DeviceKey.load(keys);
  }

  /** One run of the recorder of so many seconds, with a fix a second. */
  public CarRing drive(String boot, int seconds) throws IOException, InterruptedException {
    return drive(boot, seconds, true, Integer.MAX_VALUE);
  }

  /** One run, without a receiver, whose camera is silent for five seconds from a second on. */
  public CarRing drive(String boot, int seconds, boolean fixes, int silentFrom)
      throws IOException, InterruptedException {
    StoppedClock board = new StoppedClock();
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch filmed = new CountDownLatch(1);
    try (Database database = ClipIndex.open(data.resolve("index.sqlite"))) {
      TrackStore track = new TrackStore(database);
      ClockDiscipline clock = new ClockDiscipline(board, utc -> track.learned(boot, utc));
      Ring ring = Ring.open(data.resolve("ring"), 1L << 30, 0, CAR, key);
      try (ClipIndex index = new ClipIndex(database, ring, Clock.fixed(ZERO, ZoneOffset.UTC));
          TrackFeed feed = new TrackFeed(() -> receiver(fixes ? seconds : 0, told), clock);
          Recorder recorder =
              new Recorder(
                  () -> camera(board, seconds, silentFrom, filmed),
                  ring,
                  boot,
                  feed,
                  clock,
                  index,
                  board)) {
        told.await();
        recorder.start();
        filmed.await();
      }
    }
    return this;
  }

  /** Holds a range as a matched order does. */
  public CarRing hold(String boot, int fromSecond, int toSecond, String order) throws IOException {
    try (Database database = ClipIndex.open(data.resolve("index.sqlite"))) {
      new ClipStore(database)
          .add(
              Clip.matched(
                  "clip-1",
                  order,
                  "14366",
                  boot,
                  fromSecond * 1_000_000_000L,
                  toSecond * 1_000_000_000L,
                  Certainty.LIKELY,
                  ZERO.plusSeconds(86_400)));
    }
    return this;
  }

  /** The closed segments, rising. */
  public List<Path> segments() throws IOException {
    try (var files = Files.list(data.resolve("ring"))) {
      return files.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
    }
  }

  /** Leaves the newest segment as a power cut does: no trailer, and half a fragment at its end. */
  public Path tear() throws IOException {
    Path closed = segments().getLast();
    SegmentName name = SegmentName.parse(String.valueOf(closed.getFileName()), false).orElseThrow();
    try (FileChannel file =
        FileChannel.open(closed, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FragmentedMp4 layout = FragmentedMp4.scan(file, 0, file.size());
      file.truncate(layout.fragments().getLast().end() - 100);
    }
    return Files.move(closed, closed.resolveSibling(name.open()));
  }

  /** Flips one bit in the middle of a fragment's pictures. */
  public void flip(Path segment, int fragment) throws IOException {
    try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
      FragmentedMp4 layout = FragmentedMp4.scan(file, 0, file.size());
      flip(segment, layout.fragments().get(fragment).end() - 20);
    }
  }

  /** Flips one bit in the head of a segment, in its device's name. */
  public void flipHead(Path segment) throws IOException {
    try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
      long trailer = SegmentTrailer.find(file).orElseThrow();
      String head = SegmentTrailer.read(file, trailer).orElseThrow().head();
      flip(segment, trailer + 28 + head.indexOf(CAR) + CAR.length() - 1);
    }
  }

  private static void flip(Path file, long offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) offset] ^= 1;
    Files.write(file, bytes);
  }

  private static Camera camera(BoardClock board, int seconds, int silentFrom, CountDownLatch filmed)
      throws IOException {
    Camera painted =
        Driver.open(
            Camera.class,
            DeviceSpec.parse("generated:?width=256&height=144&kbps=100&speed=max"),
            board);
    return new Camera() {
      @Override
      public @Nullable VideoPacket read() throws IOException, InterruptedException {
        VideoPacket packet = painted.read();
        if (packet == null || packet.decodeNanos() >= seconds * 1_000_000_000L) {
          filmed.countDown();
          return null;
        }
        return packet.decodeNanos() < silentFrom * 1_000_000_000L ? packet : later(packet);
      }

      @Override
      public void close() {
        painted.close();
      }
    };
  }

  private static VideoPacket later(VideoPacket packet) {
    long silence = 5_000_000_000L;
    return new VideoPacket(
        packet.format(),
        packet.data(),
        packet.presentationNanos() + silence,
        packet.decodeNanos() + silence,
        packet.durationNanos(),
        packet.key());
  }

  private static GnssReceiver receiver(int seconds, CountDownLatch told) {
    return new GnssReceiver() {
      private int second;

      @Override
      public @Nullable Fix read() {
        if (second == seconds) {
          told.countDown();
          return null;
        }
        Fix fix =
            new Fix(
                second * 1_000_000_000L,
                ZERO.plusSeconds(second),
                35.33,
                139.12 + second * 0.0001,
                9,
                90,
                2);
        second++;
        return fix;
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }

  /** Stands still, for the camera runs at full speed. */
  private static final class StoppedClock implements BoardClock {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public Instant utc() {
      return ZERO;
    }
  }
}
