package cetra.agent;

import cetra.agent.clip.ClipFolder;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.CommitmentStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.Footage;
import cetra.agent.record.Ring;
import cetra.agent.record.TrackFeed;
import cetra.agent.seal.DeviceKey;
import cetra.hardware.Fix;
import cetra.hardware.VideoPacket;
import cetra.wire.key.Authority;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.KeyFile;
import cetra.wire.link.Outbox;
import cetra.wire.message.LinkState;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A car that has driven straight east for a while, ten metres and one fix a second, with really
 * recorded, signed and indexed segments, and everything its stages need.
 */
public final class RecordedCar implements AutoCloseable {
  public static final String NAME = "car0000000000001";
  public static final Function<Clip, LinkState> LINK =
      clip -> new LinkState(false, false, false, null);
  public static final String BOOT = "3f6f0d0e-74a5-4f5e-9a0d-1c9f6f3f2b11";

  public final StoppedBoard board = new StoppedBoard();
  public final Issuer issuer = new Issuer();
  public final Authority authority;
  public final IdentityFolder identity;
  public final DeviceKey key;
  public final Path ringFolder;
  public final Database database;
  public final Ring ring;
  public final ClipIndex index;
  public final TrackStore track;
  public final ClipStore clips;
  public final CommitmentStore commitments;
  public final OrderStore orders;
  public final LedgerStore ledger;
  public final Outbox outbox;
  public final ClipFolder folder;
  public final ClockDiscipline clock;
  private long entries;

  /** A car with so many seconds in its ring; the time is that of the last. */
  public RecordedCar(Path path, int seconds) throws IOException, InterruptedException {
    this(path, Footage.packets(seconds), Footage.fixes(seconds), seconds);
  }

  public RecordedCar(Path path, List<VideoPacket> packets, List<Fix> fixes, int now)
      throws IOException, InterruptedException {
    authority = Authority.create("operator", StoppedBoard.ZERO);
    KeyFile.write(path.resolve("root.pub"), issuer.root());
    identity =
        IdentityFolder.device(
            path.resolve("keys"), NAME, authority, path.resolve("root.pub"), StoppedBoard.ZERO);
    key = DeviceKey.load(identity);
    ringFolder = path.resolve("ring");
    database = ClipIndex.open(path.resolve("index.sqlite"));
    ring = Ring.open(ringFolder, 1L << 30, 0, NAME, key);
    index = new ClipIndex(database, ring, StoppedBoard.CLOCK);
    track = new TrackStore(database);
    clips = new ClipStore(database);
    commitments = new CommitmentStore(database);
    orders = new OrderStore(database);
    ledger = new LedgerStore(database);
    outbox = new Outbox(database);
    folder = ClipFolder.open(path.resolve("clips"));
    board.at(now);
    clock = new ClockDiscipline(board, utc -> track.learned(BOOT, utc));
    try (TrackFeed feed = Footage.feed(fixes, clock)) {
      Footage.record(ring, BOOT, packets, feed, clock, index);
    }
    index.close(); // indexes what is closed, at once
  }

  /** Puts the next entry into the log as the relay would. */
  public void receive(String signed) {
    orders.receive(entries++, signed);
  }

  /** A place on the road, so many metres around where the car was at a second. */
  public static cetra.wire.geo.Area around(double second, double metres) {
    return cetra.wire.geo.Area.circle(35.33, 139.12 + second * Footage.STEP, metres);
  }

  @Override
  public void close() {
    database.close();
  }
}
