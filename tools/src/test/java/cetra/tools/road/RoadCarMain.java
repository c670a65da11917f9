package cetra.tools.road;

import cetra.wire.key.IdentityFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link RoadCar} as a process of its own, which can be killed. */
final class RoadCarMain {
  private RoadCarMain() {}

  /** Its folder, its keys, its relay, a clip and where that lies. */
  public static void main(String[] arguments) throws Exception {
    List<String> told = List.of(arguments);
    try (RoadCar car =
        new RoadCar(
            Path.of(told.get(0)),
            new IdentityFolder(Path.of(told.get(1))),
            URI.create(told.get(2)),
            Duration.ofSeconds(2),
            Clock.systemUTC())) {
      car.upload(told.get(3), Path.of(told.get(4)));
    }
  }

  /** Starts one, by another program where it is to run somewhere else. */
  static Process start(
      List<String> prefix, Path folder, IdentityFolder keys, URI relay, String id, Path content)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            RoadCarMain.class.getName(),
            folder.toString(),
            keys.folder().toString(),
            relay.toString(),
            id,
            content.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
