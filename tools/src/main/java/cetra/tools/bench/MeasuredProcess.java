package cetra.tools.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process used from its start to its end, as the shell that waited for it says.
 *
 * @param cpuSeconds user and system
 * @param peakMiB resident
 * @param writtenOctets that it caused to be written to the device
 * @param said its standard output
 */
record MeasuredProcess(double cpuSeconds, double peakMiB, long writtenOctets, String said) {
  private static final String SHELL =
      "\"$@\"; code=$?; echo \"<times\"; times; cat /proc/$$/io; exit $code";
  private static final Pattern CHILDREN =
      Pattern.compile("<times\\n[^\\n]*\\n(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\n");
  private static final Pattern WRITTEN = Pattern.compile("\\nwrite_bytes: (\\d+)\\n");
  private static final long LOOK_MILLIS = 20;

  /**
   * Runs a command to its end.
   *
   * @throws IOException when it fails; says what it said
   */
  static MeasuredProcess run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(List.of("bash", "-c", SHELL, "bash"));
    whole.addAll(command);
    Path said = Files.createTempFile("cetra-bench-", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(said.toFile());
      builder.environment().putAll(environment);
      Process shell = builder.start();
      double peak = peak(shell);
      return read(shell.waitFor(), peak, Files.readString(said), command);
    } finally {
      Files.delete(said);
    }
  }

  /** It is gone with the process, so it is looked at until then. */
  private static double peak(Process shell) throws InterruptedException {
    double peak = 0;
    while (!shell.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, shell.children().mapToDouble(MeasuredProcess::peak).sum());
    }
    return peak;
  }

  private static double peak(ProcessHandle process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .sum();
    } catch (IOException | UncheckedIOException ended) {
      return 0;
    }
  }

  private static MeasuredProcess read(int exit, double peak, String said, List<String> command)
      throws IOException {
    Matcher times = CHILDREN.matcher(said);
    Matcher written = WRITTEN.matcher(said);
    if (exit != 0 || !times.find() || !written.find()) {
      throw new IOException(command.getFirst() + " failed: " + said.strip());
    }
    return new MeasuredProcess(
        seconds(times, 1) + seconds(times, 3),
        peak,
        Long.parseLong(written.group(1)),
        said.substring(0, times.start()).strip());
  }

  private static double seconds(Matcher times, int group) {
    return 60 * Double.parseDouble(times.group(group)) + Double.parseDouble(times.group(group + 1));
  }
}
