package cetra.tools.powercut;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs small system commands to their end. An interrupt does not cut them short: a disk that was
 * mounted must be unmounted, also after Ctrl-C.
 */
final class Shell {
  private Shell() {}

  /**
   * Runs a command.
   *
   * @return what it printed
   * @throws IOException when it fails; says what it printed
   */
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exit = process.onExit().join().exitValue();
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + exit + ": " + said);
    }
    return said;
  }

  /** Runs a command that may fail. */
  static boolean tried(String... command) {
    try {
      run(command);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The last line of a log, for an error's text: the log itself goes with the run. */
  static String lastLine(Path log) throws IOException {
    return Files.exists(log)
        ? Files.readAllLines(log).stream().reduce((one, next) -> next).orElse("nothing")
        : "nothing";
  }

  /** Kills a process like {@code kill -9} and waits for its end. */
  static void kill(Process process) {
    process.destroyForcibly();
    process.onExit().join();
  }
}
