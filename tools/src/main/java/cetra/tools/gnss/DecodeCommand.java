package cetra.tools.gnss;

import cetra.hardware.Fix;
import cetra.hardware.gnss.Dates;
import cetra.hardware.gnss.FixLog;
import cetra.hardware.gnss.Refusals;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra gnss decode FILE}. */
@Command(
    name = "decode",
    description = {
      "Prints the fixes of an NMEA 0183 log or a GPX track as CSV: what the agent would accept.",
      "What it refused, how often and where first, is on standard error. Exits 1 when there is no"
          + " fix."
    })
final class DecodeCommand implements Callable<Integer> {
  private static final int LINES_A_FLUSH = 1000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The log, or - for standard input.")
  private String file = "-";

  @Option(
      names = "--live",
      description = "Believes only dates that a live receiver may say: from 2025 to 2100.")
  private boolean live;

  @SuppressWarnings("NullAway.Init")
  DecodeCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Refusals refusals = new Refusals();
    try (FixLog log = FixLog.read(bytes(), live ? Dates.LIVE : Dates.RECORDED, refusals)) {
      long fixes = print(log);
      summary(fixes, refusals, log.unit());
      return fixes > 0 ? 0 : 1;
    } catch (NoSuchFileException missing) {
      throw missing;
    } catch (IOException broken) {
      throw new IOException(file + " cannot be decoded: " + broken.getMessage(), broken);
    }
  }

  private InputStream bytes() throws IOException {
    return file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
  }

  private long print(FixLog log) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(FixLine.HEADER);
    long fixes = 0;
    boolean read = true;
    for (Fix fix = log.next(); fix != null && read; fix = log.next()) {
      out.println(FixLine.of(fix));
      fixes++;
      // Nobody may be there any more to read a long log.
      read = fixes % LINES_A_FLUSH != 0 || !out.checkError();
    }
    out.flush();
    return fixes;
  }

  private void summary(long fixes, Refusals refusals, String unit) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(fixes + " fixes");
    for (Refusals.Count count : refusals.counts().values()) {
      err.printf(
          "refused %d: %s, first in %s %d%n", count.times(), count.text(), unit, count.line());
    }
    err.flush();
  }
}
