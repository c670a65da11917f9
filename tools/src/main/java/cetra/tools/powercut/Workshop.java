package cetra.tools.powercut;

import cetra.agent.SystemBoard;
import cetra.agent.index.ClipIndex;
import cetra.agent.record.Segment;
import cetra.agent.seal.DeviceKey;
import cetra.tools.keys.Operator;
import cetra.wire.key.IdentityFolder;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What all disks of a run share: a folder that is removed in the end, a device's keys, and the film
 * that the camera plays.
 *
 * @param folder where everything lies
 * @param keys of the device
 * @param film a video file
 * @param check knows keys and film
 */
record Workshop(Path folder, IdentityFolder keys, Path film, RingCheck check)
    implements AutoCloseable {
  private static final String CAMERA = "generated:?width=640&height=360&fps=10&kbps=1000&speed=max";
  private static final long FILM_BUDGET = 1L << 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long ROOM = 2L << 30;
  private static final Path MEMORY = Path.of("/dev/shm");

  /**
   * Prepares a run.
   *
   * @param parent where its folder is made, best in memory
   */
  static Workshop open(Path parent) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(parent, "cetra-powercut-");
    try {
      Clock clock = Clock.systemUTC();
      Operator operator =
          Operator.create(folder.resolve("operator"), "CETRA power-cut rig", clock.instant());
      IdentityFolder keys =
          operator.device(folder.resolve("keys"), "car0000000000001", clock.instant());
      SystemBoard board = new SystemBoard(clock, Duration.ZERO);
      Path film = film(folder, DeviceKey.load(keys), board);
      return new Workshop(folder, keys, film, new RingCheck(keys, Footage.read(film, board)));
    } catch (IOException | InterruptedException | RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  /** Where runs best lie: in memory when there is room, else in the folder for temporary files. */
  static Path parent() throws IOException {
    return Files.isDirectory(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM
        ? MEMORY
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Starts a subject on a data folder. */
  SubjectProcess subject(
      List<String> around, Path data, String boot, long budgetBytes, Duration history)
      throws IOException {
    return SubjectProcess.start(
        around,
        folder.resolve("subject.log"),
        List.of(
            data.toString(),
            keys.folder().toString(),
            boot,
            "file:" + film,
            Long.toString(budgetBytes),
            Long.toString(history.toMillis())));
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  /** The product itself records ten seconds of its painted camera, once a run. */
  private static Path film(Path folder, DeviceKey key, SystemBoard board)
      throws IOException, InterruptedException {
    Path studio = folder.resolve("studio");
    Path film = folder.resolve("film.mp4");
    FirstSegment first = new FirstSegment();
    try (Wiring recording =
        new Wiring(studio, key, UUID.randomUUID().toString(), CAMERA, FILM_BUDGET, board, first)) {
      recording.start();
      if (!first.closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("the camera's film is not ready after " + PATIENCE);
      }
    }
    try (Stream<Path> files = Files.list(studio.resolve("ring"))) {
      Files.move(
          files.min(Comparator.naturalOrder()).orElseThrow(), film, StandardCopyOption.ATOMIC_MOVE);
    }
    delete(studio);
    return film;
  }

  private static final class FirstSegment implements Wiring.Witness {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void closed(Segment segment) {
      closed.countDown();
    }

    @Override
    public void watch(Database database, ClipIndex index) {
      // the film needs no index
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
