package cetra.tools.road;

import cetra.agent.clip.ClipFolder;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStage;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.upload.RelayConnection;
import cetra.agent.upload.UploadGate;
import cetra.agent.upload.UploadQueue;
import cetra.wire.key.IdentityFolder;
import cetra.wire.order.Certainty;
import cetra.wire.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;

/** The upload queue of a device, with its store on a disk, and nothing else of it. */
final class RoadCar implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final long NAP_MILLIS = 5;

  private final Database database;
  private final ClipStore clips;
  private final ClipFolder folder;
  private final ClipStage stage;
  private final Clock clock;

  RoadCar(Path path, IdentityFolder keys, URI relay, Duration patience, Clock clock)
      throws IOException {
    this.clock = clock;
    Files.createDirectories(path);
    database = ClipIndex.open(path.resolve("index.sqlite"));
    clips = new ClipStore(database);
    folder = ClipFolder.open(path.resolve("clips"));
    RelayConnection connection =
        new RelayConnection(relay, keys.tls().context().getSocketFactory(), patience);
    UploadQueue queue =
        new UploadQueue(
            clips, new LedgerStore(database), folder, connection, UploadGate.OPEN, clock);
    stage = new ClipStage(queue, clips, clock);
  }

  /**
   * Uploads a granted clip, through whatever happens on the road; one that was begun goes on.
   *
   * @return seconds until the relay had all of it
   */
  double upload(String id, Path content) throws IOException, InterruptedException {
    if (clips.find(id).isEmpty()) {
      Files.copy(content, folder.sealed(id), StandardCopyOption.REPLACE_EXISTING);
      Clip clip =
          Clip.matched(
              id, "order", "14366", id, 1, 2, Certainty.LIKELY, clock.instant().plus(PATIENCE));
      clips.add(clip.in(Clip.State.SEALED));
    }
    long begun = System.nanoTime();
    while (clips.find(id).orElseThrow().state() == Clip.State.SEALED) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IOException("clip " + id + " does not arrive within " + PATIENCE);
      }
      if (!stage.work()) {
        Thread.sleep(NAP_MILLIS);
      }
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  @Override
  public void close() {
    database.close();
  }
}
