package cetra.agent.index;

import cetra.agent.record.Ring;
import cetra.agent.record.RingListener;
import cetra.agent.record.Segment;
import cetra.agent.record.SegmentName;
import cetra.agent.record.Worker;
import cetra.wire.store.Database;
import cetra.wire.store.DatabaseFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Knows every closed segment of the ring, and keeps the ring within its budget; on a thread of its
 * own, so that the recorder never waits for the database or for a deletion.
 *
 * <p>The ring is the truth: what the index lacks at the start is read from the segment files.
 */
public final class ClipIndex implements RingListener, AutoCloseable {
  /** On a card that others have filled no segment is ever closed, so room is made unasked too. */
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final Database database;
  private final TrackStore track;
  private final ClipStore clips;
  private final Ring ring;
  private final Clock clock;
  private final BlockingQueue<Segment> closed = new LinkedBlockingQueue<>();
  private final Worker worker;

  /**
   * An index that is complete on return.
   *
   * @throws IOException when the ring's folder cannot be read
   */
  public ClipIndex(Database database, Ring ring, Clock clock) throws IOException {
    this.database = database;
    this.track = new TrackStore(database);
    this.clips = new ClipStore(database);
    this.ring = ring;
    this.clock = clock;
    completeFromRing();
    this.worker = Worker.virtual("index", this::run);
  }

  /**
   * Opens the device's database; one that is damaged is put aside and begun anew.
   *
   * @throws IOException when it cannot be opened or is of newer software
   */
  public static Database open(Path file) throws IOException {
    return new DatabaseFile(file).open();
  }

  @Override
  public void closed(Segment segment) {
    closed.add(segment);
  }

  /** The ring's name of a segment, if it is still there. */
  public Optional<SegmentName> name(long segment) {
    return database.first(
        "SELECT boot FROM segment WHERE segment = ?",
        row -> new SegmentName(segment, row.getString(1)),
        segment);
  }

  @Override
  public void close() {
    worker.close();
    closed.forEach(this::add);
  }

  private void run() {
    try {
      while (true) {
        Segment segment = closed.poll(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        if (segment != null) {
          add(segment);
        }
        evict();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(Segment segment) {
    try {
      database.transaction(
          () -> {
            track.add(segment);
            return segment;
          });
    } catch (DatabaseFault e) {
      // the segment is safe in the ring and comes into the index at the next start
      Logger.error("segment {} is not indexed: {}", segment.head().segment(), e.getMessage());
    }
  }

  private void evict() {
    try {
      boolean letGo = true;
      while (letGo) {
        letGo = clips.relieve(ring.budgetBytes() / 2, clock.instant());
      }
      for (long gone : ring.evict(clips::holds)) {
        remove(gone);
      }
    } catch (IOException | DatabaseFault e) {
      Logger.error("the ring cannot make room: {}", e.getMessage());
    }
  }

  private void remove(long segment) {
    database.transaction(
        () -> {
          track.remove(segment);
          return segment;
        });
  }

  private void completeFromRing() throws IOException {
    Set<Long> known =
        new HashSet<>(database.list("SELECT segment FROM segment", row -> row.getLong(1)));
    for (SegmentName name : ring.segments()) {
      if (!known.remove(name.segment())) {
        addFromFile(name);
      }
    }
    known.forEach(this::remove);
  }

  private void addFromFile(SegmentName name) {
    try {
      Segment segment = ring.read(name);
      add(segment);
      // a lost index has lost the times of all boots too, and without them nothing ever matches
      segment.utc().ifPresent(utc -> track.restored(name.boot(), utc));
    } catch (IOException | IllegalArgumentException | DatabaseFault e) {
      Logger.warn("segment {} cannot be read: {}", name.segment(), e.getMessage());
    }
  }
}
