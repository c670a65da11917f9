package cetra.tools;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
final class HouseRulesTest {
  /** The stages of the device, in the order in which data flows. */
  private static final List<String> STAGES =
      List.of("record", "index", "match", "consent", "clip", "seal", "upload", "link", "health");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("cetra");

  @Test
  void theHouseIsSeenAtAll() {
    assertThat(HOUSE.size()).isGreaterThan(200);
  }

  @Test
  void wireAndHardwareImportNothingOfOurs() {
    check(
        noClasses()
            .that()
            .resideInAPackage("cetra.wire..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("cetra..").and(not(resideInAPackage("cetra.wire..")))));
    check(
        noClasses()
            .that()
            .resideInAPackage("cetra.hardware..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("cetra..").and(not(resideInAPackage("cetra.hardware..")))));
  }

  @Test
  void deviceAndRelayNeverImportEachOther() {
    check(
        noClasses()
            .that()
            .resideInAPackage("cetra.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cetra.relay..", "cetra.tools.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("cetra.relay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cetra.agent..", "cetra.hardware..", "cetra.tools.."));
  }

  @Test
  void aDeviceStageImportsOnlyStagesBeforeIt() {
    for (int stage = 0; stage < STAGES.size(); stage++) {
      String[] later =
          STAGES.subList(stage + 1, STAGES.size()).stream()
              .map(name -> "cetra.agent." + name + "..")
              .toArray(String[]::new);
      if (later.length > 0) {
        check(
            noClasses()
                .that()
                .resideInAPackage("cetra.agent." + STAGES.get(stage) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later));
      }
    }
  }

  @Test
  void nobodyImportsARoot() {
    for (String root : List.of("cetra.agent", "cetra.relay")) {
      check(
          noClasses()
              .that()
              .resideInAPackage(root + ".*")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(root));
    }
  }

  @Test
  void noRelayPackageReachesTheApi() {
    check(
        noClasses()
            .that(resideInAPackage("cetra.relay.*").and(not(resideInAPackage("cetra.relay.api"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cetra.relay.api"));
  }

  @Test
  void theRelaysBrokerKnowsOnlyTheWire() {
    check(
        noClasses()
            .that()
            .resideInAPackage("cetra.relay.broker")
            .should()
            .dependOnClassesThat(
                resideInAPackage("cetra..")
                    .and(not(resideInAnyPackage("cetra.wire..", "cetra.relay.broker")))));
  }

  @Test
  void onlyThoseWhoTouchTheBoardImportHardware() {
    check(
        noClasses()
            .that(
                resideInAPackage("cetra.agent..")
                    .and(
                        not(
                            resideInAnyPackage(
                                "cetra.agent",
                                "cetra.agent.record",
                                "cetra.agent.consent",
                                "cetra.agent.health"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cetra.hardware.."));
  }

  @Test
  void librariesStayWhereTheyBelong() {
    only(
        "io.netty..",
        "cetra.relay.ingest",
        "cetra.relay.api",
        "cetra.relay.broker",
        "cetra.tools.fanout"); // ten thousand clients of a broker that is measured
    only("io.vertx..", "cetra.relay.ingest", "cetra.relay.api");
    only("org.eclipse.paho..", "cetra.wire.link");
    only("com.hivemq..", "cetra.relay.broker");
    only("org.apache.activemq..", "cetra.relay.broker");
    only("org.bytedeco..", "cetra.agent.record", "cetra.agent.clip", "cetra.hardware.camera");
    only("com.pi4j..", "cetra.hardware..");
    only("com.fazecast..", "cetra.hardware.gnss");
    only("java.lang.foreign..", "cetra.hardware.linux");
    only("org.eclipse.californium..", "cetra.agent.link", "cetra.relay.ingest");
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "cetra.agent.match..",
                "cetra.agent.consent..",
                "cetra.agent.clip..",
                "cetra.agent.seal..",
                "cetra.agent.upload..",
                "cetra.agent.link..",
                "cetra.relay.api..",
                "cetra.relay.broker..",
                "cetra.tools..")
            .and()
            .doNotHaveSimpleName("PointTable") // the peer of a measurement is SQLite itself
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql.."));
  }

  @Test
  void onlyRootsLookAtTheWallClock() {
    ArchRule rule =
        noClasses()
            .that(not(resideInAnyPackage("cetra.agent", "cetra.relay", "cetra.tools..")))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(Clock.class, "system", ZoneId.class)
            .orShould()
            .callConstructor(Date.class);
    check(rule);
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("cetra.(*.*)..").should().beFreeOfCycles());
  }

  @Test
  void namesSayWhatAThingIs() {
    check(classes().should().haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?"));
  }

  private static void only(String library, String... packages) {
    check(
        noClasses()
            .that(resideInAPackage("cetra..").and(not(resideInAnyPackage(packages))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library)
            .allowEmptyShould(true));
  }

  private static void check(ArchRule rule) {
    rule.check(HOUSE);
  }
}
