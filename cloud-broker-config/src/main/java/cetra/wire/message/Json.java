package cetra.wire.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * How every message of ours is written: instants as ISO 8601, unknown fields ignored so that a
 * newer peer is understood, nesting at most 64 deep and strings at most 4 MiB.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(4 << 20)
                          .maxNumberLength(64)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  /** The mapper itself, for code that streams or needs trees. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** Writes a message in UTF-8. */
  public static byte[] bytes(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a message as text. */
  public static String text(Object message) {
    return new String(bytes(message), StandardCharsets.UTF_8);
  }

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException when it is no such message; says where and why in one line
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T message = MAPPER.readValue(json, type);
      if (message == null) {
        throw new IllegalArgumentException(type.getSimpleName() + " is the JSON null");
      }
      return message;
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " at '" + path(e) + "': " + cause(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      // octets of no encoding at all
      throw new IllegalArgumentException(
          type.getSimpleName() + " is no text: " + e.getMessage(), e);
    }
  }

  /** Reads a message from text. */
  public static <T> T read(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /** Whether a text is a JSON object with a field of a name, whatever else it is. */
  public static boolean has(String json, String field) {
    try {
      return MAPPER.readTree(json).has(field);
    } catch (JsonProcessingException unreadable) {
      return false;
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() != null ? step.getFieldName() : "" + step.getIndex())
        .collect(Collectors.joining("."));
  }

  private static String cause(JsonMappingException e) {
    Throwable cause = e.getCause();
    return cause instanceof IllegalArgumentException
        ? String.valueOf(cause.getMessage())
        : e.getOriginalMessage();
  }
}
