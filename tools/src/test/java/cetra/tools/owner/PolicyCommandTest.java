package cetra.tools.owner;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.consent.ConsentPolicy;
import cetra.agent.upload.UploadPolicy;
import cetra.wire.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each example is a policy as it stands, and its words say what it gives. */
final class PolicyCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyExampleIsAPolicy(PolicyCommand.Example example) throws IOException {
    Path file = Files.writeString(folder.resolve("cetra.toml"), example.text());
    ConfigFile config = ConfigFile.read(file, Map.of());
    String words =
        String.join("\n", PolicyCommand.words(config.section("consent", ConsentPolicy.class)))
            + String.join("\n", PolicyCommand.words(config.section("upload", UploadPolicy.class)));
    switch (example) {
      case FLEET ->
          assertThat(words)
              .contains("without asking", "[life, urgent]", "300 m around")
              .contains("abroad [life]; at most 5000 MB a month");
      case TOWN_CAR ->
          assertThat(words)
              .contains("[14366]", "7:00 to 20:00", "possible or more", "30 min after");
      case CITIZEN ->
          assertThat(words)
              .contains(
                  "120 s; silence is no", "any whom", "mobile:    [life], abroad none; at most 200")
              .doesNotContain("watch");
    }
  }
}
