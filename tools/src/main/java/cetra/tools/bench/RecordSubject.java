package cetra.tools.bench;

import cetra.agent.SystemBoard;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.TrackStore;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.Recorder;
import cetra.agent.record.Ring;
import cetra.agent.record.TrackFeed;
import cetra.agent.seal.DeviceKey;
import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.wire.key.IdentityFolder;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The recorder alone, wired as in the agent, index and signatures included, in a process of its own
 * that ends with the footage. Prints one line of figures.
 */
public final class RecordSubject {
  private RecordSubject() {}

  /**
   * Records a file.
   *
   * @param arguments the camera as configurations write it, the data folder, the keys, seconds
   *     before it is warm, seconds to record in all, seconds for which the board has run: what was
   *     due in these a camera at real time hands out at once
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String camera = arguments[0];
    Path data = Path.of(arguments[1]);
    IdentityFolder keys = new IdentityFolder(Path.of(arguments[2]));
    int coldSeconds = Integer.parseInt(arguments[3]);
    int seconds = Integer.parseInt(arguments[4]);
    Duration history = Duration.ofSeconds(Integer.parseInt(arguments[5]));
    Clock clock = Clock.systemUTC();
    BoardClock board = new SystemBoard(clock, history);
    Footage footage = new Footage(coldSeconds, seconds);
    String boot = UUID.randomUUID().toString();
    try (Database database = ClipIndex.open(data.resolve("index.sqlite"))) {
      TrackStore track = new TrackStore(database);
      ClockDiscipline time = new ClockDiscipline(board, utc -> track.learned(boot, utc));
      DeviceKey key = DeviceKey.load(keys);
      Ring ring = Ring.open(data.resolve("ring"), 16L << 30, 0, key.device(), key);
      try (ClipIndex index = new ClipIndex(database, ring, clock);
          TrackFeed feed = new TrackFeed(() -> receiver(board, seconds), time);
          Recorder recorder =
              new Recorder(
                  () -> footage.of(Driver.open(Camera.class, DeviceSpec.parse(camera), board)),
                  ring,
                  boot,
                  feed,
                  time,
                  index,
                  board)) {
        recorder.start();
        footage.awaitEnd();
      }
    }
    System.out.println(footage.figures().line());
  }

  /** Two fixes a second, all at once: a full-speed camera does not wait for them. */
  private static GnssReceiver receiver(BoardClock board, int seconds) {
    return new GnssReceiver() {
      private int next;

      @Override
      public @Nullable Fix read() {
        if (next == 2 * seconds) {
          return null;
        }
        long nanos = next * 500_000_000L;
        next++;
        return new Fix(
            nanos,
            board.utc().minusNanos(board.nanos()).plusNanos(nanos),
            35.33,
            139.12 + next * 0.00005,
            9,
            90,
            2);
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }
}
