package cetra.tools.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What some processes have used so far.
 *
 * @param cpuSeconds user and system
 * @param residentMiB now
 */
record ProcessUse(double cpuSeconds, double residentMiB) {
  /** Of the kernel's clock, on every architecture it runs on. */
  private static final double TICKS_A_SECOND = 100;

  private static final Pattern TIMES = Pattern.compile("\\) \\S (?:-?\\d+ ){10}(\\d+) (\\d+) ");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  static ProcessUse of(List<ProcessHandle> processes) throws IOException {
    double cpu = 0;
    double resident = 0;
    for (ProcessHandle process : processes) {
      Path folder = Path.of("/proc/" + process.pid());
      Matcher times = TIMES.matcher(Files.readString(folder.resolve("stat")));
      Matcher memory = RESIDENT.matcher(Files.readString(folder.resolve("status")));
      if (times.find() && memory.find()) {
        cpu += (Long.parseLong(times.group(1)) + Long.parseLong(times.group(2))) / TICKS_A_SECOND;
        resident += Long.parseLong(memory.group(1)) / 1024.0;
      }
    }
    return new ProcessUse(cpu, resident);
  }
}
