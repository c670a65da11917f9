package cetra.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document says what topic tree, access rules and schemas say. */
final class AsyncApiTest {
  private static final String DEVICE = "car0000000000001";
  private static final String ISSUER = "14366";
  private static final String RELAY = "relay00000000001";
  private static final Map<String, String> NAMES =
      Map.of("device", DEVICE, "issuer", ISSUER, "relay", RELAY);

  private final JsonNode document;

  AsyncApiTest() throws IOException {
    document = new YAMLMapper().readTree(Files.readString(Path.of("asyncapi.yaml")));
  }

  private static String topic(JsonNode channel) {
    return channel
        .path("address")
        .asText()
        .replace("{device}", DEVICE)
        .replace("{issuer}", ISSUER)
        .replace("{region}", "kaisei");
  }

  private static TopicAcl.Rule rule(String role) {
    return TopicAcl.of(TopicAcl.Role.valueOf(role.toUpperCase(Locale.ROOT)));
  }

  @Test
  void theTopicsAreThoseOfTheTree() {
    List<String> topics = new ArrayList<>();
    document.path("channels").forEach(channel -> topics.add(topic(channel)));
    assertThat(topics)
        .containsExactlyInAnyOrder(
            Topics.log("kaisei"),
            Topics.offers(DEVICE),
            Topics.deviceAnswers(DEVICE),
            Topics.commitments(DEVICE),
            Topics.status(DEVICE),
            Topics.grants(DEVICE),
            Topics.orders(ISSUER),
            Topics.orderAnswers(ISSUER),
            Topics.events(ISSUER));
  }

  @Test
  void whoSpeaksAndWhoListensIsAllowedTo() {
    for (JsonNode channel : document.path("channels")) {
      String publisher = channel.path("x-publisher").asText();
      assertThat(rule(publisher).mayPublish(NAMES.getOrDefault(publisher, ""), topic(channel)))
          .as("%s on %s", publisher, topic(channel))
          .isTrue();
      for (JsonNode subscriber : channel.path("x-subscribers")) {
        String role = subscriber.asText();
        assertThat(rule(role).maySubscribe(NAMES.getOrDefault(role, ""), topic(channel)))
            .as("%s at %s", role, topic(channel))
            .isTrue();
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).hasSizeGreaterThan(20);
    for (String reference : references) {
      boolean there =
          reference.startsWith("#")
              ? !document.at(reference.substring(1)).isMissingNode()
              : Files.exists(Path.of(reference));
      assertThat(there).as(reference).isTrue();
    }
  }

  @Test
  void theRelaySendsWhereItPublishes() {
    for (JsonNode operation : document.path("operations")) {
      JsonNode channel = document.at(operation.at("/channel/$ref").asText().substring(1));
      assertThat(operation.path("action").asText())
          .isEqualTo(channel.path("x-publisher").asText().equals("relay") ? "send" : "receive");
    }
  }
}
