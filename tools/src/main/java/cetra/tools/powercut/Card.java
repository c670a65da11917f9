package cetra.tools.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  private final Disk disk;
  private final Path faults;
  private final Path image;
  private boolean gone;

  private Card(Disk disk, Path faults, Path image) {
    this.disk = disk;
    this.faults = faults;
    this.image = image;
  }

  /** A sound card with a new file system, in a folder of its own. */
  static Card make(Workshop workshop, Path folder, int megabytes) throws IOException {
    return make(workshop, folder, megabytes, List.of());
  }

  /**
   * A card that claims more room than it has: what lies beyond is written over what lies in front.
   *
   * @param realMegabytes what it has
   */
  static Card fake(Workshop workshop, Path folder, int megabytes, int realMegabytes)
      throws IOException {
    return make(workshop, folder, megabytes, List.of("real=" + ((long) realMegabytes << 20)));
  }

  private static Card make(Workshop workshop, Path folder, int megabytes, List<String> options)
      throws IOException {
    Path image = Disk.image(folder, megabytes);
    Path faults = Files.createDirectories(folder.resolve("faults"));
    List<String> all = new ArrayList<>(options);
    all.add("faults=" + faults);
    Medium medium = Medium.scripted(workshop.script(), image, all);
    return new Card(Disk.formatted(folder, image, medium), faults, image);
  }

  /** Where it is mounted. */
  Path mount() {
    return disk.mount();
  }

  /** Its octets as the file system sees them, for those who want to know what really arrived. */
  Path image() {
    return image;
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

  /** Fills the file system with a file of its own. */
  void fill(long leaveOctets) throws IOException {
    long usable = Files.getFileStore(disk.mount()).getUsableSpace() - leaveOctets;
    if (usable > 0) {
      Shell.run(
          "fallocate", "-l", Long.toString(usable), disk.mount().resolve("ballast").toString());
    }
  }

  /** Takes the ballast of {@link #fill} away. */
  void drain() throws IOException {
    Files.deleteIfExists(disk.mount().resolve("ballast"));
  }

  @Override
  public void close() throws IOException {
    heal();
    disk.close();
  }
}
