package cetra.wire.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** How a program of ours ends when something is wrong: one line of text and an exit code. */
public final class FaultText {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private FaultText() {}

  /** What went wrong, in one line. */
  public static String of(Exception fault) {
    if (fault instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file";
    }
    if (fault instanceof FileAlreadyExistsException there) {
      return there.getFile() + ": is already there";
    }
    return fault instanceof IOException || fault instanceof IllegalArgumentException
        ? String.valueOf(fault.getMessage())
        : "unexpected: " + fault + "; run again with CETRA_DEBUG=1 for its place";
  }

  /** 2 for wrong use or configuration, 1 for what failed. */
  public static int exitCode(Exception fault) {
    return fault instanceof ConfigFault || fault instanceof IllegalArgumentException
        ? WRONG_USE
        : FAILED;
  }

  /** Whether the one who runs it asked for the place in the code too. */
  public static boolean inFull() {
    return "1".equals(System.getenv("CETRA_DEBUG"));
  }
}
