package cetra.tools.run;

import cetra.agent.AgentConfig;
import cetra.agent.consent.ConsentPolicy;
import cetra.agent.upload.UploadPolicy;
import cetra.relay.RelayConfig;
import cetra.wire.config.ConfigFault;
import cetra.wire.config.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra config …}. */
@Command(
    name = "config",
    description = "Checks a configuration, or prints a commented one.",
    synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand {
  @Spec private CommandSpec spec;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public ConfigCommand() {}

  @Command(description = "Checks a file; names line and field of what is wrong.")
  int check(@Parameters(paramLabel = "FILE", description = "The cetra.toml.") Path path)
      throws IOException {
    ConfigFile file = ConfigFile.read(path, System.getenv());
    int found = 0;
    for (Map.Entry<String, Class<?>> section : sections().entrySet()) {
      if (file.has(section.getKey())) {
        file.section(section.getKey(), section.getValue());
        spec.commandLine().getOut().println("[" + section.getKey() + "] is right");
        found++;
      }
    }
    if (found == 0) {
      throw new ConfigFault(path + " has none of the sections " + sections().keySet());
    }
    return 0;
  }

  @Command(description = "Prints a cetra.toml with all fields, their meaning and their defaults.")
  int example() throws IOException {
    for (Map.Entry<String, Class<?>> section : sections().entrySet()) {
      spec.commandLine().getOut().println("[" + section.getKey() + "]");
      try (InputStream defaults =
          section.getValue().getResourceAsStream(section.getKey() + ".toml")) {
        if (defaults != null) {
          String text = new String(defaults.readAllBytes(), StandardCharsets.UTF_8);
          spec.commandLine().getOut().println(text);
        }
      }
    }
    return 0;
  }

  private static Map<String, Class<?>> sections() {
    Map<String, Class<?>> sections = new LinkedHashMap<>();
    sections.put("agent", AgentConfig.class);
    sections.put("consent", ConsentPolicy.class);
    sections.put("upload", UploadPolicy.class);
    sections.put("relay", RelayConfig.class);
    return sections;
  }
}
