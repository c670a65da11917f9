package cetra.tools;

import cetra.wire.config.FaultText;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Says what went wrong in one line; the stack trace only for those who ask with CETRA_DEBUG=1. */
final class Faults implements CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
    if (fault instanceof InterruptedException) {
      return 0; // told to end, and everything is closed
    }
    PrintWriter err = command.getErr();
    err.println("cetra: " + FaultText.of(fault));
    if (FaultText.inFull()) {
      fault.printStackTrace(err);
    }
    return FaultText.exitCode(fault);
  }
}
