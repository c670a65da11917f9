package cetra.tools.demo;

import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.key.Trust;
import cetra.wire.message.OrderEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ends a demo: who took how long, where the clip lies, what it proves, where it plays. */
final class DemoReport {
  private final Screen screen;
  private final DemoFolder files;
  private final @Nullable URI console;

  DemoReport(Screen screen, DemoFolder files, @Nullable URI console) {
    this.screen = screen;
    this.files = files;
    this.console = console;
  }

  void print(DemoRun run, DemoResult result) throws IOException {
    screen.line("");
    screen.table(table(run));
    screen.line("");
    Optional<Path> clip = deliveredClip(run);
    if (clip.isPresent()) {
      EvidenceVerdict verdict =
          new PackageVerifier(Trust.read(files.vault().resolve("trust.pem"))).verify(clip.get());
      screen.line("clip      " + clip.get());
      screen.line("verdict   " + verdict.text());
    } else {
      screen.line("no clip was delivered");
    }
    screen.line(
        "%d of %d cars saw it, %d offered, %d delivered and verified, %d false offers"
            .formatted(
                result.matched(),
                result.cars(),
                result.offered(),
                result.verified(),
                result.falseOffers()));
    screen.line("console   " + console);
  }

  private static List<List<String>> table(DemoRun run) {
    List<List<String>> rows = new ArrayList<>();
    List<String> titles = new ArrayList<>(List.of("seconds"));
    for (DemoCar.Step step : DemoCar.Step.values()) {
      titles.add(step.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    rows.add(titles);
    for (Map.Entry<Integer, Map<DemoCar.Step, Duration>> car : run.steps().entrySet()) {
      List<String> row = new ArrayList<>(List.of("car " + car.getKey()));
      for (DemoCar.Step step : DemoCar.Step.values()) {
        Duration at = car.getValue().get(step);
        row.add(at == null ? "·" : "%.2f".formatted(at.toMillis() / 1000.0));
      }
      rows.add(row);
    }
    return rows;
  }

  private Optional<Path> deliveredClip(DemoRun run) throws IOException {
    Optional<String> id =
        run.events().stream()
            .filter(event -> event.step() == OrderEvent.Step.DELIVERED)
            .map(OrderEvent::clipId)
            .findFirst();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    try (Stream<Path> inside = Files.walk(files.vault())) {
      String name = id.get() + ".zip";
      return inside.filter(path -> path.endsWith(name)).findFirst();
    }
  }
}
