package cetra.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CommandLineTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyCommandExplainsItself() {
    List<String> silent = new ArrayList<>();
    for (String path : paths(Cetra.commandLine(), "")) {
      out.getBuffer().setLength(0);
      int exit = run((path + " --help").strip().split(" "));
      if (exit != 0 || !out.toString().contains("Usage: cetra")) {
        silent.add(path + ": " + err);
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void saysItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("cetra ");
  }

  @Test
  void completesItself() {
    assertThat(run("generate-completion")).isZero();
    assertThat(out.toString()).contains("complete -F").contains("--nmea");
  }

  @Test
  void writesAnOrderAndSaysWhichRuleItWouldBreak() throws IOException {
    aTownsKeys();
    out.getBuffer().setLength(0);
    assertThat(written("--circle", "35.3,139.1,200")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("\"issuer\":\"14366\"").contains("\"radius\":200");
    assertThat(written("--circle", "35.3,139.1,700")).isEqualTo(1);
    assertThat(err.toString()).contains("AREA_TOO_LARGE").contains("1.29");
    assertThat(written("--circle", "36,139.1,200")).isEqualTo(1);
    assertThat(err.toString()).contains("OUTSIDE_JURISDICTION");
    assertThat(written("--circle", "35.3,139.1")).isNotZero();
    assertThat(err.toString()).contains("is not LAT,LON,METRES").doesNotContain("Exception");
  }

  @Test
  void takesAnAreaFromABoundaryFile() throws IOException {
    Path boundaries =
        Files.writeString(
            folder.resolve("towns.json"),
            """
            {"type":"FeatureCollection","features":[{"type":"Feature",
             "properties":{"N03_007":"14366"},"geometry":{"type":"Polygon","coordinates":
             [[[139.100,35.300],[139.105,35.300],[139.105,35.305],[139.100,35.300]]]}}]}""");
    aTownsKeys();
    assertThat(written("--municipality", boundaries + ":14366")).as(err.toString()).isZero();
    assertThat(written("--municipality", boundaries + ":14382")).isNotZero();
    assertThat(err.toString()).contains("no municipality 14382");
  }

  private void aTownsKeys() throws IOException {
    Path town =
        Files.writeString(
            folder.resolve("town.json"),
            "{\"type\":\"Circle\",\"center\":[139.1,35.3],\"radius\":3000}");
    String operator = folder.resolve("operator").toString();
    run("keys", "operator", operator);
    assertThat(
            run(
                "keys",
                "issuer",
                at("town"),
                "--operator",
                operator,
                "--code",
                "14366",
                "--name-ja",
                "開成町",
                "--name-en",
                "Kaisei",
                "--jurisdiction",
                town.toString()))
        .isZero();
  }

  private int written(String kind, String area) {
    return run(
        "order",
        "new",
        kind,
        area,
        "--credential",
        folder.resolve("town/credential.jws").toString(),
        "--purpose",
        "TRAFFIC",
        "--case",
        "T-1",
        "--title",
        "事故",
        "Accident",
        "--reason",
        "事故調査",
        "Inquiry",
        "--window",
        "2026-05-01T08:00:00+09:00/2026-05-01T08:10:00+09:00");
  }

  @Test
  void makesTheKeysOfEverybody() throws IOException {
    aTownsKeys();
    String operator = folder.resolve("operator").toString();
    assertThat(
            run("keys", "device", at("car"), "--operator", operator, "--name", "car0000000000001"))
        .isZero();
    assertThat(
            run("keys", "relay", at("relay"), "--operator", operator, "--name", "relay00000000001"))
        .isZero();
    assertThat(folder.resolve("car/evidence.key")).exists();
    assertThat(folder.resolve("relay/log.jws")).exists();
    assertThat(folder.resolve("town/credential.jws")).exists();
    assertThat(run("keys", "revoke", at("car/tls.crt"), "--operator", operator))
        .as(err.toString())
        .isZero();
    assertThat(folder.resolve("operator/ca.crl")).isNotEmptyFile();
  }

  @Test
  void neverOverwritesAnOperatorsRoot() throws IOException {
    String operator = folder.resolve("operator").toString();
    run("keys", "operator", operator);
    byte[] root = Files.readAllBytes(folder.resolve("operator/root.key"));
    assertThat(run("keys", "operator", operator)).isEqualTo(1);
    assertThat(err.toString()).contains("root.key").doesNotContain("\tat ");
    assertThat(Files.readAllBytes(folder.resolve("operator/root.key"))).isEqualTo(root);
  }

  @Test
  void namesWhatIsWrongInAConfigurationAndWhere() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cetra.toml"), "[agent]\nregion = \"kaisei\"\nring_megabytes = 5\n");
    assertThat(run("config", "check", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("line 3").contains("agent.ring_megabytes").contains("32");
  }

  @Test
  void itsOwnExampleConfigurationIsRight() throws IOException {
    assertThat(run("config", "example")).isZero();
    Path file = Files.writeString(folder.resolve("cetra.toml"), out.toString());
    assertThat(run("config", "check", file.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(
            "[agent] is right", "[consent] is right", "[upload] is right", "[relay] is right");
  }

  @Test
  void refusesFootageWithoutADrive() {
    assertThat(run("demo", "--video", "x.mp4", "--once")).isEqualTo(2);
    assertThat(err.toString()).contains("--nmea").doesNotContain("\tat ");
  }

  @Test
  void saysThatAPackageIsNotThere() {
    assertThat(run("verify", "--trust", at("ca.crt"), at("nothing.zip"))).isEqualTo(1);
    assertThat(err.toString()).contains("there is no such file");
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... arguments) {
    return Cetra.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static List<String> paths(CommandLine command, String path) {
    List<String> all = new ArrayList<>(List.of(path));
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              if (!name.equals("help") && !name.equals("generate-completion")) {
                all.addAll(paths(sub, (path + " " + name).strip()));
              }
            });
    return all;
  }
}
