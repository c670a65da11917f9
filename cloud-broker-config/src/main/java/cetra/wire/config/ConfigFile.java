package cetra.wire.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A TOML file of sections, laid over the defaults that ship with a section's record, and under the
 * environment: {@code CETRA_AGENT_RING_MEGABYTES=512} is {@code ring_megabytes = 512} in {@code
 * [agent]}.
 *
 * <p>Unknown fields are errors, since a misspelt limit must not go unnoticed.
 */
public final class ConfigFile {
  private static final int MOST_BYTES = 1 << 20;

  private static final TomlMapper TOML =
      TomlMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final Path file;
  private final String text;
  private final JsonNode sections;
  private final Map<String, String> environment;

  private ConfigFile(Path file, String text, JsonNode sections, Map<String, String> environment) {
    this.file = file;
    this.text = text;
    this.sections = sections;
    this.environment = environment;
  }

  /**
   * Reads a file.
   *
   * @param environment where {@code CETRA_…} variables are looked up
   * @throws ConfigFault when it is no TOML; names file, line and column
   * @throws IOException when it is not there, or above 1 MiB
   */
  public static ConfigFile read(Path file, Map<String, String> environment) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new ConfigFault(file + " has " + Files.size(file) + " octets; at most " + MOST_BYTES);
    }
    String text = Files.readString(file);
    try {
      return new ConfigFile(file, text, TOML.readTree(text), environment);
    } catch (JsonProcessingException e) {
      throw new ConfigFault(
          "%s line %d, column %d: %s"
              .formatted(
                  file,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    }
  }

  /** Whether the file has a section. */
  public boolean has(String section) {
    return sections.has(section);
  }

  /**
   * One section as a record, whose component {@code ringMegabytes} is written {@code
   * ring_megabytes}. Defaults are read from the resource {@code section.toml} beside the record.
   *
   * @throws ConfigFault when a field is unknown, missing or wrong; names file, line and field
   */
  public <T> T section(String name, Class<T> type) throws IOException {
    ObjectNode merged = defaults(name, type);
    JsonNode written = sections.get(name);
    if (written instanceof ObjectNode given) {
      merged.setAll(given);
    } else if (written != null) {
      throw new ConfigFault(
          "%s: '%s' is a value; write it as a section [%s]".formatted(file, name, name));
    }
    String prefix = "CETRA_" + name.toUpperCase(Locale.ROOT) + "_";
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(prefix)) {
            merged.put(variable.substring(prefix.length()).toLowerCase(Locale.ROOT), value);
          }
        });
    try {
      return TOML.treeToValue(merged, type);
    } catch (JsonMappingException e) {
      throw fault(name, e);
    }
  }

  private static ObjectNode defaults(String name, Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(name + ".toml")) {
      return in == null
          ? TOML.createObjectNode()
          : (ObjectNode) TOML.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private ConfigFault fault(String section, JsonMappingException e) {
    Throwable cause = e.getCause();
    String why =
        cause instanceof IllegalArgumentException
            ? String.valueOf(cause.getMessage())
            : e.getOriginalMessage();
    String field = e.getPath().isEmpty() ? firstWord(why) : e.getPath().getFirst().getFieldName();
    int line = line(section, field);
    return new ConfigFault(
        "%s%s, %s.%s: %s".formatted(file, line > 0 ? " line " + line : "", section, field, why));
  }

  private static String firstWord(String text) {
    return text.split(" ", 2)[0];
  }

  /** Where a key stands; 0 when the file does not have it. The TOML reader does not say. */
  private int line(String section, String key) {
    String current = "";
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String bare = line.strip();
      if (bare.startsWith("[")) {
        current = bare.replaceAll("[\\[\\]\\s]|#.*", "");
      } else if (current.equals(section) && bare.matches("\"?" + key + "\"?\\s*=.*")) {
        return number;
      }
    }
    return 0;
  }
}
