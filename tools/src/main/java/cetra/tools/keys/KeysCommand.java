package cetra.tools.keys;

import cetra.wire.geo.Area;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.order.Bilingual;
import cetra.wire.order.Purpose;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra keys …}. */
@Command(
    name = "keys",
    description = "Makes the keys that an order and a device need.",
    synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand {
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public KeysCommand() {}

  @Command(description = "The operator's root and authority; keep them off the network.")
  int operator(
      @Parameters(paramLabel = "FOLDER", description = "Where to put them.") Path folder,
      @Option(names = "--name", defaultValue = "CETRA operator", description = "Who it is.")
          String name)
      throws IOException {
    Operator.create(folder, name, clock.instant());
    return made(folder, "the operator's keys");
  }

  @Command(description = "A dashcam's keys: for TLS and for evidence.")
  int device(
      @Mixin KeysOptions keys,
      @Option(
              names = "--name",
              required = true,
              description = "The device's name: 16 to 32 of a-z and 0-9.")
          String name,
      @Mixin TokenOption token)
      throws IOException {
    keys.operator().device(keys.folder(), identity(name), clock.instant(), token.uri());
    return made(keys.folder(), "the keys of device " + name);
  }

  @Command(
      description = {
        "Gives a dashcam another evidence key; what it has recorded stays proven by the one before.",
        "The dashcam must not run meanwhile."
      })
  int rotate(@Mixin KeysOptions keys, @Mixin TokenOption token) throws IOException {
    keys.operator().rotate(keys.folder(), clock.instant(), token.uri());
    return made(keys.folder(), "another evidence key");
  }

  @Command(description = "A relay's keys.")
  int relay(
      @Mixin KeysOptions keys,
      @Option(
              names = "--name",
              required = true,
              description = "The relay's name: 16 to 32 of a-z and 0-9.")
          String name,
      @Option(
              names = "--host",
              defaultValue = "127.0.0.1",
              split = ",",
              description = "Names and addresses under which it serves (${DEFAULT-VALUE}).")
          List<String> hosts,
      @Option(
              names = "--log",
              paramLabel = "NAME",
              description = {
                "Name of its order log, NAME/orders where none is given. A relay that has lost its",
                "log needs another name, or no device follows it again."
              })
          @Nullable String log)
      throws IOException {
    String named = log == null ? identity(name) + "/orders" : log;
    keys.operator().relay(keys.folder(), identity(name), hosts, named, clock.instant());
    return made(keys.folder(), "the keys of relay " + name);
  }

  @Command(description = "A municipality's keys: API client, drafter, approver, credential.")
  int issuer(
      @Mixin KeysOptions keys,
      @Option(names = "--code", required = true, description = "Municipality code, such as 14366.")
          String code,
      @Option(names = "--name-ja", required = true, description = "Its name in Japanese.")
          String japanese,
      @Option(names = "--name-en", required = true, description = "Its name in English.")
          String english,
      @Option(
              names = "--jurisdiction",
              required = true,
              description = "File with its area, a GeoJSON geometry.")
          Path jurisdiction,
      @Option(
              names = "--purpose",
              split = ",",
              defaultValue = "crime,missing_person,traffic,disaster,watch",
              description = "What it may order for (${DEFAULT-VALUE}).")
          List<Purpose> purposes)
      throws IOException {
    Area area = Json.read(Files.readAllBytes(jurisdiction), Area.class);
    keys.operator()
        .issuer(
            keys.folder(), code, new Bilingual(japanese, english), area, purposes, clock.instant());
    return made(keys.folder(), "the keys of issuer " + code);
  }

  @Command(
      description = {
        "Takes a certificate back: brokers and relays refuse a TLS one from then on, verifiers an",
        "evidence one, but for packages whose time stamp is older."
      })
  int revoke(
      @Parameters(
              paramLabel = "CERTIFICATE",
              description = "The certificate, such as tls.crt or evidence.crt.")
          Path certificate,
      @Option(names = "--operator", required = true, description = "The operator's folder.")
          Path operator)
      throws IOException {
    Path list = Operator.load(operator).revoke(certificate, clock.instant());
    return made(list, "taken back; copy this to ca.crl in the keys of relays and brokers");
  }

  private static String identity(String name) {
    if (!name.matches(Topics.IDENTITY)) {
      throw new IllegalArgumentException(
          "name '" + name + "' is not " + Topics.IDENTITY + ", as topics and certificates want it");
    }
    return name;
  }

  private int made(Path folder, String what) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(folder + ": " + what);
    return 0;
  }
}
