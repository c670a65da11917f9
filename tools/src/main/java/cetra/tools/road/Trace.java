package cetra.tools.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a mobile link bore, second by second; after its end it begins again.
 *
 * @param name of the recording
 * @param octetsASecond in each second
 */
record Trace(String name, List<Double> octetsASecond) {
  private static final double OCTETS_A_MEGABIT = 125_000;
  private static final int MOST_SECONDS = 86_400;
  private static final int MADE_SECONDS = 300;
  private static final int MADE = 12;

  /** The recordings of a file or folder, by name; made-up ones where none is named. */
  static List<Trace> all(@Nullable Path from) throws IOException {
    List<Trace> traces = new ArrayList<>();
    if (from == null) {
      for (int seed = 1; seed <= MADE; seed++) {
        traces.add(made(seed));
      }
      return traces;
    }
    List<Path> files = List.of(from);
    if (Files.isDirectory(from)) {
      try (Stream<Path> all = Files.list(from)) {
        files =
            all.filter(Files::isRegularFile)
                .filter(file -> !file.getFileName().toString().contains("LICENSE"))
                .sorted()
                .toList();
      }
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            from + " holds no recording; name a folder of files with seconds and Mbit/s a line");
      }
    }
    for (Path file : files) {
      traces.add(read(file));
    }
    return traces;
  }

  /**
   * Reads a recording: seconds and Mbit/s a line.
   *
   * @throws IOException when a line is none, or nothing ever goes through; names file and line
   */
  static Trace read(Path file) throws IOException {
    List<Double> rates = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String[] parts = line.strip().split("\\s+", -1);
      try {
        double until = Double.parseDouble(parts[0]);
        double rate = Double.parseDouble(parts[1]) * OCTETS_A_MEGABIT;
        if (!(rate >= 0) || !(until >= 0 && until < MOST_SECONDS)) {
          throw new IllegalArgumentException("out of range");
        }
        while (rates.size() <= until) {
          rates.add(rate);
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IOException(
            "%s, line %d: '%.40s' is not seconds below %d and Mbit/s"
                .formatted(file, number, line, MOST_SECONDS),
            e);
      }
    }
    if (rates.stream().allMatch(rate -> rate == 0)) {
      throw new IOException(file + ": nothing ever goes through");
    }
    return new Trace(String.valueOf(file.getFileName()), List.copyOf(rates));
  }

  /** A made-up one, for who has no recordings: a rate that wanders, and now and then a tunnel. */
  static Trace made(int seed) {
    Random random = new Random(seed);
    double mean = 0.8 + 2.5 * random.nextDouble();
    double off = 0;
    int tunnel = 0;
    List<Double> rates = new ArrayList<>();
    while (rates.size() < MADE_SECONDS) {
      off = 0.9 * off + 0.25 * random.nextGaussian();
      tunnel = tunnel > 0 ? tunnel - 1 : random.nextInt(120) == 0 ? 2 + random.nextInt(6) : 0;
      rates.add(tunnel > 0 ? 0 : mean * Math.exp(off) * OCTETS_A_MEGABIT);
    }
    return new Trace("made-" + seed, List.copyOf(rates));
  }

  /** So much goes through between two seconds of it. */
  double octets(int from, int to) {
    return octetsASecond.subList(from, to).stream().mapToDouble(rate -> rate).sum();
  }

  /** In how many seconds after a moment so many octets have gone through, if nothing is lost. */
  double least(double from, double octets) {
    double at = from;
    double left = octets;
    while (true) {
      double end = Math.floor(at) + 1;
      double through = rate(at) * (end - at);
      if (through >= left) {
        return at + left / rate(at) - from;
      }
      left -= through;
      at = end;
    }
  }

  private double rate(double at) {
    return octetsASecond.get(Math.floorMod((long) Math.floor(at), octetsASecond.size()));
  }
}
