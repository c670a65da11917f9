package cetra.tools;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.tools.demo.Child;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a manufacturer flashes is built, moved to another place, and works there. */
final class ImageIT {
  @TempDir static Path folder;
  private static Path image;

  @BeforeAll
  static void aManufacturerBuildsIt() throws Exception {
    Path built = folder.resolve("built");
    Child.Ended ended = cetra("image", built.toString());
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("MB  runtime", "in all");
    image = Files.move(built, folder.resolve("flashed"));
  }

  @Test
  void holdsNothingThatACarDoesNotNeed() throws IOException {
    try (Stream<Path> files = Files.list(image.resolve("lib"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names)
          .contains("device-agent-0.1.0.jar", "agent.aot")
          .noneMatch(
              name -> name.matches("(vertx|netty|hivemq|picocli|bcprov|edge-relay|cetra).*"));
    }
    assertThat(image.resolve("native/libavfilter.so.11")).doesNotExist();
  }

  @Test
  void itsLauncherSaysWhatItWants() throws Exception {
    Child.Ended ended = Child.run(List.of(image.resolve("bin/cetra-agent").toString()), Map.of());
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.said()).contains("usage: cetra-agent CONFIG");
    ended =
        Child.run(
            List.of(image.resolve("bin/cetra-agent").toString(), folder + "/none.toml"), Map.of());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.said()).contains("there is no such file").doesNotContain("\tat ");
  }

  @Test
  void usesItsCacheWhereItWasMovedTo() throws Exception {
    Child.Ended ended =
        Child.run(
            List.of(image.resolve("bin/cetra-agent").toString()),
            Map.of("CETRA_JVM_OPTIONS", "-XX:AOTMode=on -Xlog:class+load"));
    assertThat(ended.said()).contains("cetra.agent.Main source: shared objects file");
  }

  @Test
  void refusesAFolderThatHoldsSomething() throws Exception {
    Child.Ended ended = cetra("image", folder.toString());
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.said()).contains("is not empty").doesNotContain("\tat ");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void recordsLikeFfmpegAndSaysWhatItCosts() throws Exception {
    Child.Ended ended =
        cetra(
            "bench",
            "record",
            "--image",
            image.toString(),
            "--folder",
            folder.toString(),
            "--runs",
            "1",
            "--seconds",
            "10",
            "--json");
    JsonNode result = Json.mapper().readTree(ended.lastLine());
    for (String speed : List.of("fullSpeed", "realTime")) {
      assertThat(result.at("/" + speed + "/recorder/wholeCpu").asDouble())
          .as(ended.said())
          .isPositive();
      assertThat(result.at("/" + speed + "/ffmpeg/wholeCpu").asDouble()).isPositive();
      assertThat(result.at("/" + speed + "/recorder/amplification").asDouble())
          .isBetween(0.99, 1.5);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void saysWhatTheWholeAgentTakes() throws Exception {
    Child.Ended ended =
        cetra(
            "bench",
            "memory",
            "--image",
            image.toString(),
            "--folder",
            folder.toString(),
            "--samples",
            "5",
            "--starts",
            "1",
            "--json");
    JsonNode result = Json.mapper().readTree(ended.lastLine());
    // the bench judges the figures, on a machine that does nothing else
    assertThat(result.at("/residentMiB").asDouble()).as(ended.said()).isBetween(30.0, 200.0);
    assertThat(result.at("/anonymousMiB").asDouble()).isBetween(10.0, 150.0);
  }

  private static Child.Ended cetra(String... arguments) throws Exception {
    return Child.run(Child.command(List.of(arguments)), Map.of());
  }
}
