package cetra.relay.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.RelayFixture;
import cetra.wire.message.Json;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the protocol's own client makes of this server: tus-js-client, installed by npm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class TusJsIT {
  private static final Path SCRIPTS = Path.of("src/test/tus");

  private RelayFixture town;
  private Path folder;

  private record Run(int exit, String said) {}

  @BeforeAll
  void begin(@TempDir Path temporary) throws Exception {
    folder = temporary;
    town = new RelayFixture(folder.resolve("town"), "mosquitto");
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(SCRIPTS.resolve(file), folder.resolve(file));
    }
    Run installed =
        run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", "."));
    assertThat(installed.exit()).as(installed.said()).isZero();
  }

  @AfterAll
  void end() {
    town.close();
  }

  @Test
  void itUploadsInChunksDiesAndGoesOnWhereItWas() throws Exception {
    Upload upload = new Upload(true, false);
    int chunk = upload.footage.zip().length / 5;
    Run died = upload.run(chunk, 2 * chunk);
    assertThat(died.exit()).as(died.said()).isEqualTo(9);
    Run resumed = upload.run(chunk, 0);
    assertThat(resumed.exit()).as(resumed.said()).isZero();
    assertThat(resumed.said()).contains("resumes 1").contains("uploaded to ");
    upload.delivered();
  }

  @Test
  void itGoesOnAfterTheRelayHasRestarted() throws Exception {
    Upload upload = new Upload(false, false);
    int chunk = upload.footage.zip().length / 4;
    assertThat(upload.run(chunk, chunk).exit()).isEqualTo(9);
    town.restart();
    Run resumed = upload.run(chunk, 0);
    assertThat(resumed.exit()).as(resumed.said()).isZero();
    upload.delivered();
  }

  @Test
  void itUploadsWithPatchInTheHeaderAndAllInOneRequest() throws Exception {
    Upload upload = new Upload(true, true);
    Run whole = upload.run(upload.footage.zip().length, 0);
    assertThat(whole.exit()).as(whole.said()).isZero();
    upload.delivered();
  }

  /** One granted clip on its way. */
  private final class Upload {
    private final VideoOrder order = town.ordered(1);
    private final RelayFixture.Footage footage = town.granted(order, 1);
    private final Path file;
    private final boolean withCreation;
    private final boolean override;

    Upload(boolean withCreation, boolean override) throws Exception {
      this.withCreation = withCreation;
      this.override = override;
      this.file = Files.write(folder.resolve(footage.offer().offerId()), footage.zip());
    }

    Run run(int chunk, int die) throws Exception {
      Map<String, Object> told =
          Map.of(
              "modules",
              folder.toString(),
              "keys",
              footage.device().folder().toString(),
              "file",
              file.toString(),
              "urls",
              file + ".urls",
              "endpoint",
              town.uploads().toString(),
              "offer",
              footage.offer().offerId(),
              "chunk",
              chunk,
              "withCreation",
              withCreation,
              "override",
              override,
              "die",
              die);
      return TusJsIT.this.run(
          List.of(
              "node", SCRIPTS.resolve("upload.cjs").toAbsolutePath().toString(), Json.text(told)));
    }

    void delivered() throws Exception {
      town.awaitDelivered(order, 1);
      byte[] got = town.bytesAsIssuer("/v1/clips/" + footage.offer().offerId() + "/package").body();
      assertThat(Arrays.equals(got, footage.zip())).isTrue();
    }
  }

  private Run run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), said);
  }
}
