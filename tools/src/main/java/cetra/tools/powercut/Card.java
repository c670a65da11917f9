package cetra.tools.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A memory card whose faults come and go on command: a disk behind a script that looks at a folder
 * of triggers before it answers. Used by one thread.
 */
final class Card implements AutoCloseable {
  /** How requests fail. */
  enum Fault {
    /** All of them, with an input/output error. */
    EIO,
    /** Writes, for want of room. ext4 takes it for a broken device; {@link #fill} is a full one. */
    ENOSPC
  }

  private static final String SLOW = "slow";
  private static final String BALLAST = "ballast";
  private static final int BALLAST_STEP = 64 << 10;
  private static final List<String> PACKED =
      List.of("-O", "sparse_super2", "-E", "num_backup_sb=0,packed_meta_blocks=1");

  private final Disk disk;
  private final Path faults;
  private boolean gone;

  private Card(Disk disk, Path faults) {
    this.disk = disk;
    this.faults = faults;
  }

  /** A sound card with a new file system, in a folder of its own. */
  static Card make(Path folder, int megabytes) throws IOException {
    return make(folder, megabytes, List.of(), List.of());
  }

  /**
   * A card that claims more room than it has: what lies beyond is written over files in front. The
   * file system's own blocks are packed into the first quarter, which is spared, so that nobody
   * notices but those who read their files again.
   *
   * @param realMegabytes what it has
   */
  static Card fake(Path folder, int megabytes, int realMegabytes) throws IOException {
    return make(folder, megabytes, List.of("real=" + ((long) realMegabytes << 20)), PACKED);
  }

  private static Card make(Path folder, int megabytes, List<String> options, List<String> format)
      throws IOException {
    Path image = Disk.image(folder, megabytes);
    Path faults = Files.createDirectories(folder.resolve("faults"));
    List<String> all = new ArrayList<>(options);
    all.add("faults=" + faults);
    Medium medium = Medium.scripted(folder, image, all);
    return new Card(Disk.formatted(folder, image, medium, format), faults);
  }

  /** Where it is mounted. */
  Path mount() {
    return disk.mount();
  }

  /** Requests fail from now on. */
  void fail(Fault fault) throws IOException {
    Files.writeString(faults.resolve(fault.name()), "");
  }

  /** Writes take their time from now on. */
  void slow(long octetsASecond) throws IOException {
    Path next = Files.writeString(faults.resolve("next"), Long.toString(octetsASecond));
    Files.move(next, faults.resolve(SLOW), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The card is sound again. A file system that has given up meanwhile stays so until {@link
   * #remount}.
   */
  void heal() throws IOException {
    for (Fault fault : Fault.values()) {
      Files.deleteIfExists(faults.resolve(fault.name()));
    }
    Files.deleteIfExists(faults.resolve(SLOW));
  }

  /** ext4 gives up and lets nobody write any more, as after an error in its journal. */
  void readOnly() throws IOException {
    Shell.tried("mount", "-o", "remount,abort", disk.mount().toString());
  }

  /**
   * What a system does with a card whose file system has given up: mounts it anew. Where somebody
   * still has a file of it open, a database too, the kernel gives the old one back as it was.
   */
  void remount() throws IOException {
    disk.remount();
  }

  /** The card is pulled out: its files are gone at once, and all that is still open fails. */
  void vanish() throws IOException {
    disk.cut();
    disk.detach();
    gone = true;
  }

  /** The card is put in again. */
  void comeBack() throws IOException {
    if (gone) {
      disk.off();
      disk.on();
      gone = false;
    }
  }

  /** Fills the file system with a file of its own, but for some octets. */
  void fill(long leaveOctets) throws IOException {
    try (FileChannel ballast =
        FileChannel.open(
            disk.mount().resolve(BALLAST), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      try {
        while (true) {
          ballast.write(ByteBuffer.allocate(BALLAST_STEP), ballast.size());
        }
      } catch (IOException full) {
        ballast.truncate(Math.max(0, ballast.size() - leaveOctets));
        ballast.force(true);
      }
    }
  }

  /** Takes the ballast of {@link #fill} away. */
  void drain() throws IOException {
    Files.deleteIfExists(disk.mount().resolve(BALLAST));
  }

  @Override
  public void close() throws IOException {
    heal();
    disk.close();
  }
}
