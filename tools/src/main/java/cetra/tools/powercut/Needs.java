package cetra.tools.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** What the rig needs of the machine: root, and a few packages of Debian. */
final class Needs {
  private static final String PACKAGES = "nbdkit nbdkit-plugin-python libnbd-bin e2fsprogs strace";
  private static final Path STATUS = Path.of("/proc/self/status");

  private Needs() {}

  /**
   * Sees to all of it; as root it installs what is missing.
   *
   * @param screen is told what is installed
   * @return why the rig cannot run, and the way out; empty when it can
   */
  static Optional<String> met(Consumer<String> screen) throws IOException {
    if (!root()) {
      return Optional.of(
          "the power-cut rig mounts disks and needs root; run it with sudo ./cetra bench powercut");
    }
    if (!Files.exists(Path.of("/dev/fuse")) || !Files.exists(Path.of("/dev/loop-control"))) {
      return Optional.of(
          "the power-cut rig needs /dev/fuse and /dev/loop-control; in a container run it"
              + " --privileged");
    }
    if (!tools()) {
      screen.accept("cetra: installing " + PACKAGES + " (the power-cut rig)");
      install(PACKAGES);
      if (!Shell.tried("nbdfuse", "--version")) {
        install("nbdfuse"); // a package of its own since Debian 13
      }
    }
    return tools()
        ? Optional.empty()
        : Optional.of(
            "the power-cut rig lacks tools; install them with:  sudo apt-get install "
                + PACKAGES
                + " (and nbdfuse, where it is a package)");
  }

  /** Whether this process may mount. */
  static boolean root() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
  }

  private static boolean tools() {
    return Shell.tried("nbdkit", "--dump-plugin", "python")
        && Shell.tried("nbdfuse", "--version")
        && Shell.tried("mkfs.ext4", "-V")
        && Shell.tried("strace", "--version");
  }

  private static void install(String packages) {
    String get = "DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ";
    String both = get + packages + " || { apt-get update && " + get + packages + "; }";
    Shell.tried("sh", "-c", both);
  }
}
