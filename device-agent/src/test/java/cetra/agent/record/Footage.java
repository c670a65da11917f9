package cetra.agent.record;

import cetra.agent.StoppedBoard;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.Interruption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Real packets of a painted drive, ten pictures and one key frame a second, to be changed at will.
 */
public final class Footage {
  /** Degrees of longitude that the drive goes east in a second: 10 m. */
  public static final double STEP = 0.00011;

  private static final List<VideoPacket> MINUTE = packets(60, 256);

  private Footage() {}

  /** The packets of so many seconds from boot. */
  public static List<VideoPacket> packets(int seconds) {
    return MINUTE.subList(0, seconds * 10);
  }

  /** The packets in a width of its own, which is a format of its own. */
  static List<VideoPacket> packets(int seconds, int width) {
    DeviceSpec spec =
        DeviceSpec.parse("generated:?width=" + width + "&height=144&kbps=100&speed=max");
    List<VideoPacket> packets = new ArrayList<>();
    try (Camera camera = Driver.open(Camera.class, spec, new StoppedBoard())) {
      for (int i = 0; i < seconds * 10; i++) {
        VideoPacket packet = camera.read();
        if (packet == null) {
          throw new IOException("the painted drive has ended");
        }
        ByteBuffer copy = ByteBuffer.allocateDirect(packet.data().remaining());
        copy.put(packet.data()).flip();
        packets.add(
            new VideoPacket(
                packet.format(),
                copy,
                packet.presentationNanos(),
                packet.decodeNanos(),
                packet.durationNanos(),
                packet.key()));
      }
      return packets;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A packet at another time. */
  static VideoPacket at(VideoPacket packet, LongUnaryOperator time) {
    return new VideoPacket(
        packet.format(),
        packet.data(),
        time.applyAsLong(packet.presentationNanos()),
        time.applyAsLong(packet.decodeNanos()),
        packet.durationNanos(),
        packet.key());
  }

  /** The same packets later. */
  static List<VideoPacket> later(List<VideoPacket> packets, double seconds) {
    long nanos = Math.round(seconds * 1e9);
    return packets.stream().map(packet -> at(packet, time -> time + nanos)).toList();
  }

  /** One fix a second, driving east from the way-point 35.33, 139.12. */
  public static List<Fix> fixes(int seconds) {
    return IntStream.range(0, seconds)
        .mapToObj(
            second ->
                new Fix(
                    second * 1_000_000_000L,
                    StoppedBoard.ZERO.plusSeconds(second),
                    35.33,
                    139.12 + second * STEP,
                    10,
                    90,
                    2))
        .toList();
  }

  /** A feed that has taken all fixes already. */
  public static TrackFeed feed(List<Fix> fixes, ClockDiscipline clock) throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(1);
    TrackFeed feed = new TrackFeed(() -> receiver(fixes.iterator(), taken), clock);
    taken.await();
    return feed;
  }

  private static GnssReceiver receiver(Iterator<Fix> fixes, CountDownLatch taken) {
    return new GnssReceiver() {
      @Override
      public @Nullable Fix read() {
        if (fixes.hasNext()) {
          return fixes.next();
        }
        taken.countDown();
        return null;
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }

  /** Records packets from first to last, as the recorder's thread would. */
  public static void record(
      Ring ring,
      String boot,
      List<VideoPacket> packets,
      TrackFeed track,
      ClockDiscipline clock,
      RingListener listener)
      throws IOException {
    try (RingWriter writer = new RingWriter(ring, boot, track, clock, listener);
        Recording recording =
            new Recording(
                packets.getFirst().format(),
                Interruption.START,
                fragment -> {
                  try (fragment) {
                    writer.write(fragment, fragment.facts().gap());
                  }
                })) {
      for (VideoPacket packet : packets) {
        recording.add(packet);
      }
      recording.finish();
      writer.finish();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
