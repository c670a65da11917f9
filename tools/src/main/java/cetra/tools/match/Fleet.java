package cetra.tools.match;

import cetra.agent.index.ClipIndex;
import cetra.agent.index.TrackStore;
import cetra.agent.match.Match;
import cetra.agent.match.OrderMatcher;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.order.Scene;
import cetra.wire.order.View;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Many vehicles in one index of a device: each is one boot of it, whose clock is right, and which
 * has recorded from its first fix to its last.
 */
final class Fleet implements AutoCloseable {
  /** So many fixes are one segment. */
  private static final int FIXES = 20;

  private final Database database;
  private final TrackStore store;
  private long segments;

  /** Indexes tracks in a database that is made at a path. */
  Fleet(Path file, Map<String, List<TrackPoint>> tracks) throws IOException {
    this.database = ClipIndex.open(file);
    this.store = new TrackStore(database);
    tracks.forEach((vehicle, track) -> database.transaction(() -> index(vehicle, track)));
  }

  private long index(String vehicle, List<TrackPoint> track) {
    store.learned(vehicle, new UtcEstimate(Instant.EPOCH, 1, "table"));
    long from = track.getFirst().nanos();
    for (int first = 0; first < track.size(); first += FIXES) {
      List<TrackPoint> fixes = track.subList(first, Math.min(track.size(), first + FIXES));
      long to = fixes.getLast().nanos() + 1;
      store.add(new TrackStore.Footage(++segments, vehicle, "table", from, to), 0, fixes);
      from = to;
    }
    return segments;
  }

  /** What all vehicles saw of a scene; the boot of a match is the vehicle. */
  List<Match> search(Scene scene) {
    return new OrderMatcher(store, View.USUAL).search(scene).matches();
  }

  @Override
  public void close() {
    database.close();
  }
}
