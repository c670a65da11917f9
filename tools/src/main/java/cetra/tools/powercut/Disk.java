package cetra.tools.powercut;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A disk with ext4 on it whose power can be cut. Needs root.
 *
 * <pre>
 *  image  ←  nbdkit  ←  nbdfuse  ←  loop device  ←  ext4 at {@link #mount}
 *            holds what was not flushed, and is killed by the cut
 * </pre>
 *
 * <p>Used by one thread; {@link #close} leaves no process, mount or loop device behind.
 */
final class Disk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_NANOS = 2_000_000;

  private final Path folder;
  private final Path image;
  private final Medium medium;
  private final Path device;
  private final Path mount;
  private @Nullable Process server;
  private @Nullable Process bridge;
  private @Nullable Mount mounted;

  private Disk(Path folder, Path image, Medium medium) throws IOException {
    this.folder = folder;
    this.image = image;
    this.medium = medium;
    this.device = folder.resolve("device");
    this.mount = Files.createDirectories(folder.resolve("mount"));
    Files.writeString(device, "");
  }

  /**
   * Makes an empty image of a size in a folder of its own.
   *
   * @throws IOException when there is no room
   */
  static Path image(Path folder, int megabytes) throws IOException {
    Path image = Files.createDirectories(folder).resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) megabytes << 20);
    }
    return image;
  }

  /** A disk that is on and has a new file system. */
  static Disk formatted(Path folder, Path image, Medium medium) throws IOException {
    return formatted(folder, image, medium, List.of());
  }

  /**
   * A disk that is on and has a new file system.
   *
   * @param format options of {@code mkfs.ext4}
   */
  static Disk formatted(Path folder, Path image, Medium medium, List<String> format)
      throws IOException {
    Disk disk = new Disk(folder, image, medium);
    try {
      disk.plug();
      List<String> command = new ArrayList<>(List.of("mkfs.ext4", "-q", "-F"));
      command.addAll(format);
      command.add(disk.device.toString());
      Shell.run(command.toArray(String[]::new));
      disk.mountIt();
      return disk;
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  /** A disk that is on, of an image with a file system. */
  static Disk of(Path folder, Path image, Medium medium) throws IOException {
    Disk disk = new Disk(folder, image, medium);
    try {
      disk.on();
      return disk;
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  /** Where its file system is while it is on. */
  Path mount() {
    return mount;
  }

  /** Switches it on; ext4 replays its journal. */
  void on() throws IOException {
    plug();
    mountIt();
  }

  /**
   * Cuts its power at once. What was not flushed is gone; the file system stays mounted on a device
   * that is not there any more, until {@link #off}.
   */
  void cut() {
    if (server != null) {
      Shell.kill(server);
      server = null;
    }
  }

  /** Unmounts it; nobody may have a file of it open. */
  void off() throws IOException {
    unmount();
    unplug();
  }

  /** Takes the file system away under those who have files of it open. */
  void detach() throws IOException {
    if (mounted != null) {
      mounted.detach();
      mounted = null;
    }
  }

  /** Mounts what is plugged in once more, over what may still be in use. */
  void remount() throws IOException {
    detach();
    mountIt();
  }

  @Override
  public void close() throws IOException {
    try {
      unmount();
    } finally {
      unplug();
    }
  }

  private void unmount() throws IOException {
    if (mounted != null) {
      mounted.close();
      mounted = null;
    }
  }

  private void plug() throws IOException {
    Path socket = folder.resolve("socket");
    Files.deleteIfExists(socket);
    List<String> serve =
        new ArrayList<>(List.of("nbdkit", "--exit-with-parent", "-f", "-U", socket.toString()));
    serve.addAll(medium.arguments());
    server = start(serve);
    await("nbdkit", server, () -> Files.exists(socket));
    bridge = start(List.of("nbdfuse", device.toString(), "nbd+unix:///?socket=" + socket));
    long size = Files.size(image);
    await("nbdfuse", bridge, () -> Files.size(device) == size);
  }

  private void mountIt() throws IOException {
    mounted = Mount.of(device, mount);
  }

  private void unplug() {
    if (bridge != null) {
      if (!Shell.tried("umount", device.toString())) {
        Shell.tried("umount", "--lazy", device.toString());
      }
      Shell.kill(bridge);
      bridge = null;
    }
    cut();
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TMPDIR", folder.toString());
    File log = folder.resolve("log").toFile();
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(String who, Process process, Condition ready) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.holds()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(
            who
                + " does not serve the disk; the last it said is: "
                + Shell.lastLine(folder.resolve("log")));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
