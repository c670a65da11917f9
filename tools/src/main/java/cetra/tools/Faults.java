package cetra.tools;

import cetra.wire.config.ConfigFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** Says what went wrong in one line; the stack trace only for those who ask with CETRA_DEBUG=1. */
final class Faults implements CommandLine.IExecutionExceptionHandler {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  @Override
  public int handleExecutionException(
      Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
    if (fault instanceof InterruptedException) {
      return 0; // told to end, and everything is closed
    }
    PrintWriter err = command.getErr();
    err.println("cetra: " + words(fault));
    if ("1".equals(System.getenv("CETRA_DEBUG"))) {
      fault.printStackTrace(err);
    }
    return fault instanceof ConfigFault || fault instanceof IllegalArgumentException
        ? WRONG_USE
        : FAILED;
  }

  private static String words(Exception fault) {
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
}
