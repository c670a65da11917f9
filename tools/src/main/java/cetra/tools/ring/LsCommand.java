package cetra.tools.ring;

import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra ring ls}. */
@Command(
    name = "ls",
    description = "Lists the segments of a ring, the gaps between them and why. Reads heads only.")
final class LsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The ring, the agent's data folder, or the card.")
  private Path folder = Path.of(".");

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  LsCommand() {}

  @Override
  public Integer call() throws IOException {
    RingListing listing = RingListing.of(Card.open(folder));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(listing));
    } else {
      listing.segments().forEach(line -> out.println(text(line)));
      summary(listing).forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private static String text(RingListing.Line line) {
    return "%010d  %.8s  %-34s %7.1f s %11d B %4d fragments  %s"
        .formatted(
            line.segment(),
            line.boot(),
            Words.time(line.begins(), line.boundMillis(), line.fromNanos()),
            line.seconds(),
            line.bytes(),
            line.fragments(),
            String.join(", ", flags(line)))
        .stripTrailing();
  }

  private static List<String> flags(RingListing.Line line) {
    List<String> flags = new ArrayList<>();
    if (line.recovered()) {
      flags.add("recovered");
    }
    if (line.torn()) {
      flags.add("torn");
    }
    if (line.damage() != null) {
      flags.add("damaged: " + line.damage());
    }
    if (line.heldBy() != null) {
      line.heldBy().forEach(by -> flags.add("held by " + by));
    }
    return flags;
  }

  private static List<String> summary(RingListing listing) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d segments, %.1f MB, %.3f h, %d boots"
            .formatted(
                listing.segments().size(),
                listing.bytes() / 1e6,
                listing.hours(),
                listing.boots()));
    if (listing.from() != null && listing.to() != null && listing.boundMillis() != null) {
      lines.add(
          "from %s to %s, ±%.1fs at most"
              .formatted(listing.from(), listing.to(), listing.boundMillis() / 1e3));
    }
    long timeless = listing.segments().stream().filter(line -> line.begins() == null).count();
    if (timeless > 0) {
      lines.add("the time of %d segments is unknown: no fix agrees".formatted(timeless));
    }
    lines.add("gaps: " + (listing.gaps().isEmpty() ? "none" : listing.gaps().size()));
    listing.gaps().forEach(gap -> lines.add("  " + Words.gap(gap)));
    lines.add("holds: " + listing.holds());
    if (!listing.strangers().isEmpty()) {
      lines.add("no segments: " + String.join(", ", listing.strangers()));
    }
    return lines;
  }
}
