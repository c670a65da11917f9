package cetra.tools.match;

import cetra.agent.match.Match;
import cetra.tools.image.WorkFolder;
import cetra.wire.message.Json;
import cetra.wire.order.Certainty;
import cetra.wire.order.Scene;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra match}. */
@Command(
    name = "match",
    description = {
      "Which vehicles of a table saw which orders, by the device's own index and matcher.",
      "The tracks are CSV: vehicle_id,timestamp,latitude,longitude; course, accuracy if known.",
      "The orders are GeoJSON features with the properties id, from, to; seen if it is in-view."
    })
public final class MatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--tracks", required = true, paramLabel = "FILE", description = "CSV.")
  private Path tracks = Path.of("tracks.csv");

  @Option(names = "--orders", required = true, paramLabel = "FILE", description = "GeoJSON.")
  private Path orders = Path.of("orders.geojson");

  @Option(
      names = "--certainty",
      paramLabel = "LEAST",
      description = "certain, likely or possible (${DEFAULT-VALUE}).")
  private Certainty least = Certainty.LIKELY;

  @Option(names = "--json", description = "One JSON object: the vehicles of each order.")
  private boolean json;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public MatchCommand() {}

  @Override
  public Integer call() throws IOException {
    Map<String, Scene> scenes = OrderTable.read(orders);
    Map<String, List<Match>> found = new LinkedHashMap<>();
    try (WorkFolder work = WorkFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
        Fleet fleet = new Fleet(work.path().resolve("index.sqlite"), TrackTable.read(tracks))) {
      scenes.forEach((id, scene) -> found.put(id, sure(fleet.search(scene))));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(vehicles(found)));
    } else {
      found.forEach((id, matches) -> matches.forEach(match -> out.println(line(id, match))));
    }
    out.flush();
    return 0;
  }

  private List<Match> sure(List<Match> matches) {
    return matches.stream().filter(match -> match.certainty().isAtLeast(least)).toList();
  }

  private static Map<String, List<String>> vehicles(Map<String, List<Match>> found) {
    Map<String, List<String>> vehicles = new LinkedHashMap<>();
    found.forEach(
        (id, matches) ->
            vehicles.put(id, matches.stream().map(Match::boot).distinct().sorted().toList()));
    return vehicles;
  }

  private static String line(String order, Match match) {
    return "%s  %s  %s  %s  %s"
        .formatted(
            order,
            match.boot(),
            Instant.EPOCH.plusNanos(match.fromNanos()),
            Instant.EPOCH.plusNanos(match.toNanos()),
            match.certainty());
  }
}
