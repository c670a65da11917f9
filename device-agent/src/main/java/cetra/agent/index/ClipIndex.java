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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tinylog.Logger;

/**
 * Knows every closed segment of the ring, and keeps the ring within its budget; on a thread of its
 * own, so that the recorder never waits for the database or for a deletion.
 *
 * <p>The ring is the truth: what the index lacks is read from the segment files, at the start and
 * whenever the ring was opened anew.
 */
public final class ClipIndex implements RingListener, AutoCloseable {
  /** On a card that others have filled no segment is ever closed, so room is made unasked too. */
  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** One commit costs a force, and a lost index of a large card is 100,000 segments. */
  private static final int BATCH = 250;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Database database;
  private final TrackStore track;
  private final CommitmentStore commitments;
  private final HeldShare held;
  private final Ring ring;
  private final Clock clock;
  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final CountDownLatch complete = new CountDownLatch(1);
  private final Worker worker;
  private volatile boolean stopping;
  private boolean current;

  /** An index that completes itself in the background. */
  public ClipIndex(Database database, Ring ring, Clock clock) {
    this.database = database;
    this.track = new TrackStore(database);
    this.commitments = new CommitmentStore(database);
    this.held = new HeldShare(database);
    this.ring = ring;
    this.clock = clock;
    full(); // begins at once to complete itself
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
    work.add(() -> add(List.of(segment)));
  }

  @Override
  public void reopened() {
    work.add(() -> current = false);
  }

  @Override
  public void full() {
    work.add(() -> {}); // every piece of work is followed by making room
  }

  /** Whether what was in the ring at the start can be found. */
  public boolean complete() {
    return complete.getCount() == 0;
  }

  /** Waits until what was in the ring at the start can be found. */
  public void awaitComplete() throws InterruptedException {
    complete.await();
  }

  /** The ring's name of a segment, if it is still there. */
  public Optional<SegmentName> name(long segment) {
    return database.first(
        "SELECT boot FROM segment WHERE segment = ?",
        row -> new SegmentName(segment, row.getString(1)),
        segment);
  }

  /** What was closed is in the index on return. */
  @Override
  public void close() {
    stopping = true;
    full(); // wakes the worker; an interrupt would close the file that it reads
    worker.close(PATIENCE);
    work.forEach(ClipIndex::perform);
  }

  private void run() {
    try {
      while (!stopping) {
        Runnable next = work.poll(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          perform(next);
        }
        if (!current) {
          perform(this::completeFromRing);
        }
        perform(this::makeRoom);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void perform(Runnable piece) {
    try {
      piece.run();
    } catch (RuntimeException e) {
      Logger.error(e, "the index goes on without one piece of its work");
    }
  }

  private void add(List<Segment> segments) {
    add(segments, this::take);
  }

  private void add(List<Segment> segments, Consumer<Segment> each) {
    try {
      database.transaction(
          () -> {
            segments.forEach(each);
            return segments;
          });
    } catch (DatabaseFault e) {
      current = false; // they are safe in the ring, and come into the index from there
      Logger.error("{} segments are not indexed: {}", segments.size(), e.getMessage());
    }
  }

  private void take(Segment segment) {
    track.add(segment);
    commitments.add(segment.head().segment(), segment.leaf());
  }

  private void makeRoom() {
    try {
      held.relieve(ring.budgetBytes() / 2, clock.instant());
      remove(ring.evict(held::segments));
    } catch (IOException | DatabaseFault e) {
      Logger.error("the ring cannot make room: {}", e.getMessage());
    }
  }

  private void remove(Collection<Long> segments) {
    if (!segments.isEmpty()) {
      database.transaction(
          () -> {
            segments.forEach(track::remove);
            segments.forEach(commitments::remove);
            return segments;
          });
    }
  }

  private void completeFromRing() {
    try {
      Set<SegmentName> gone =
          new HashSet<>(
              database.list(
                  "SELECT segment, boot FROM segment",
                  row -> new SegmentName(row.getLong(1), row.getString(2))));
      List<SegmentName> lacking = new ArrayList<>();
      for (SegmentName name : ring.segments()) {
        if (!gone.remove(name)) {
          lacking.add(name);
        }
      }
      remove(gone.stream().map(SegmentName::segment).toList());
      current = true;
      restoreAll(lacking);
    } catch (IOException | DatabaseFault e) {
      current = false;
      Logger.error("the index is not complete yet: {}", e.getMessage());
    }
    if (current) {
      complete.countDown();
    }
  }

  private void restoreAll(List<SegmentName> lacking) {
    List<Segment> batch = new ArrayList<>();
    for (SegmentName name : lacking) {
      if (stopping) {
        current = false; // the next start goes on
        return;
      }
      read(name).ifPresent(batch::add);
      if (batch.size() == BATCH) {
        restore(batch);
      }
    }
    restore(batch);
  }

  private Optional<Segment> read(SegmentName name) {
    try {
      return Optional.of(ring.read(name));
    } catch (IOException | IllegalArgumentException e) {
      Logger.warn("segment {} cannot be read: {}", name.segment(), e.getMessage());
      return Optional.empty();
    }
  }

  private void restore(List<Segment> batch) {
    add(batch, this::restore);
    batch.clear();
  }

  /** A lost index has lost the times of all boots too, and without them nothing ever matches. */
  private void restore(Segment segment) {
    take(segment);
    segment.utc().ifPresent(utc -> track.restored(segment.head().boot(), utc));
  }
}
