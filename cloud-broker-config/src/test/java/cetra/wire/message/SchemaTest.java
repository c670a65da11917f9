package cetra.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.log.CommitmentEntry;
import cetra.wire.log.CommitmentProof;
import cetra.wire.log.LogCredential;
import cetra.wire.log.LogPage;
import cetra.wire.order.Credential;
import cetra.wire.order.Directive;
import cetra.wire.order.Lapse;
import cetra.wire.order.SignedDirective;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schemas that others build from say what the records of this module do. */
final class SchemaTest {
  private static final Path FOLDER = Path.of("schema");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String BASE = "https://cetra.invalid/schema/";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemas(
                  iri -> iri.startsWith(BASE) ? text(iri.substring(BASE.length())) : null));

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of("video-order", "video-order", VideoOrder.class),
        Arguments.of("credential", "credential", Credential.class),
        Arguments.of("signed-order", "signed-order", SignedOrder.class),
        Arguments.of("directive", "directive", Directive.class),
        Arguments.of("signed-directive", "signed-directive", SignedDirective.class),
        Arguments.of("log-credential", "log-credential", LogCredential.class),
        Arguments.of("log-page", "log-page", LogPage.class),
        Arguments.of("commitment", "commitment", Commitment.class),
        Arguments.of("commitment-entry", "commitment-entry", CommitmentEntry.class),
        Arguments.of("commitment-proof", "commitment-proof", CommitmentProof.class),
        Arguments.of("offer", "offer", Offer.class),
        Arguments.of("grant", "grant", Grant.class),
        Arguments.of("withdrawal", "withdrawal", Withdrawal.class),
        Arguments.of("order-event", "order-event", OrderEvent.class),
        Arguments.of("order-event", "clip-event", OrderEvent.class),
        Arguments.of("order-answer", "order-accepted", OrderAnswer.class),
        Arguments.of("order-answer", "order-refused", OrderAnswer.class),
        Arguments.of("device-status", "device-status", DeviceStatus.class),
        Arguments.of("segment-head", "segment-head", SegmentHead.class),
        Arguments.of("manifest", "manifest", Manifest.class));
  }

  private static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema schema(String name) {
    return REGISTRY.getSchema(SchemaLocation.of(BASE + name + ".schema.json"));
  }

  private static JsonNode golden(String name) throws IOException {
    return Json.mapper().readTree(Files.readString(GOLDEN.resolve(name + ".json")));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatIsWrittenIsValid(String schema, String golden, Class<?> record) throws IOException {
    assertThat(schema(schema).validate(golden(golden))).as("%s", record).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theFieldsAreThoseOfTheRecord(String schema, String golden, Class<?> record)
      throws IOException {
    JsonNode properties = Json.mapper().readTree(text(schema + ".schema.json")).path("properties");
    assertThat(names(properties))
        .as("%s", golden)
        .containsExactlyElementsOf(
            Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatARecordNeedsTheSchemaNeeds(String schema, String golden, Class<?> record)
      throws IOException {
    JsonNode json = golden(golden);
    List<String> required = new ArrayList<>();
    JsonNode document = Json.mapper().readTree(text(schema + ".schema.json"));
    document.path("required").forEach(name -> required.add(name.asText()));
    // of some fields one is needed, and which of them tells what the message is
    document
        .path("oneOf")
        .forEach(one -> one.path("required").forEach(name -> required.add(name.asText())));
    for (String field : names(json)) {
      ObjectNode without = json.<ObjectNode>deepCopy().without(field);
      assertThat(schema(schema).validate(without).isEmpty())
          .as("%s without %s", golden, field)
          .isNotEqualTo(required.contains(field));
      if (!required.contains(field)) {
        assertThat(Json.read(without.toString(), record)).as("without %s", field).isNotNull();
      }
    }
  }

  @Test
  void otherVersionsAndValuesAreInvalid() throws IOException {
    ObjectNode offer = golden("offer").deepCopy();
    assertThat(schema("offer").validate(offer.deepCopy().put("v", 2))).isNotEmpty();
    assertThat(schema("offer").validate(offer.deepCopy().put("certainty", "sure"))).isNotEmpty();
    assertThat(schema("offer").validate(offer.deepCopy().put("unknown", 1)))
        .as("fields of a newer peer are ignored")
        .isEmpty();
    ObjectNode order = golden("video-order").deepCopy();
    assertThat(schema("video-order").validate(order.deepCopy().put("maxClips", 1001))).isNotEmpty();
    ObjectNode circle = order.deepCopy();
    circle.withObject("/area").put("radius", 0);
    assertThat(schema("video-order").validate(circle)).isNotEmpty();
  }

  @Test
  void aLapseIsValid() throws IOException {
    Instant now = Instant.parse("2026-05-01T12:00:00Z");
    String id = golden("video-order").path("id").asText();
    JsonNode lapse = Json.mapper().readTree(new Lapse(id, "not approved", now).text());
    assertThat(schema("lapse").validate(lapse)).isEmpty();
  }

  @Test
  void everySchemaIsTried() throws IOException {
    List<String> tried =
        new ArrayList<>(messages().map(arguments -> (String) arguments.get()[0]).toList());
    tried.addAll(List.of("common", "lapse"));
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".schema.json", "")))
          .allMatch(tried::contains);
    }
  }
}
