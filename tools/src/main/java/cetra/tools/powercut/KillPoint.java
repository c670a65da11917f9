package cetra.tools.powercut;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A line of the recorder at which its process is killed, named by the system call that it is about
 * to make; a tracer does it, so the product needs no hooks. Each is aimed at the segment that
 * begins, or the one that ends, where the subject has just caught up with its camera.
 */
enum KillPoint {
  /** Before a segment file is made. */
  CREATE("?open,openat", Aim.NEXT, 1),
  /** Before octets are written. */
  WRITE("write,writev,pwrite64,pwritev", Aim.NEXT, 3),
  /** Before octets are forced. */
  FORCE("fdatasync,fsync", Aim.NEXT, 3),
  /** Before a segment gets its final name. */
  RENAME("?rename,renameat,renameat2", Aim.ENDING, 1),
  /** Before the directory is forced. */
  DIRECTORY_FORCE("fsync,fdatasync", Aim.FOLDER, 3),
  /** Before the index forces a transaction. */
  COMMIT("fdatasync,fsync", Aim.LOG, 4),
  /** Before the oldest segment is removed. */
  EVICT("?unlink,unlinkat", Aim.OLDEST, 1);

  private enum Aim {
    ENDING,
    NEXT,
    OLDEST,
    FOLDER,
    LOG
  }

  private final String calls;
  private final Aim aim;
  private final int most;

  KillPoint(String calls, Aim aim, int most) {
    this.calls = calls;
    this.aim = aim;
    this.most = most;
  }

  /** As people read it. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether it needs a ring that is too small for what it holds. */
  boolean crowded() {
    return this == EVICT || this == COMMIT;
  }

  /**
   * The tracer's command.
   *
   * @param folder the agent's data
   * @param ending the subject's first segment file while it is written
   * @param next the one after it
   * @param oldest the oldest file of the ring
   */
  List<String> tracer(Path log, Path folder, Path ending, Path next, Path oldest, Random random) {
    Path path =
        switch (aim) {
          case ENDING -> ending;
          case NEXT -> next;
          case OLDEST -> oldest;
          case FOLDER -> folder.resolve("ring");
          case LOG -> folder.resolve("index.sqlite-wal");
        };
    // without a seccomp filter: with one, strace 6.1 forgets signals at calls that are not a
    // thread's first
    return List.of(
        "strace",
        "-f",
        "-qq",
        "-o",
        log.toString(),
        "-P",
        path.toString(),
        "-e",
        "trace=" + calls,
        "-e",
        "inject=" + calls + ":signal=SIGKILL:when=" + (1 + random.nextInt(most)));
  }
}
