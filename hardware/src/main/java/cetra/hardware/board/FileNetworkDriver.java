package cetra.hardware.board;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.NetworkLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * Opens {@code file:PATH} as the network that another program tells of: {@code kind} none, wired,
 * wifi or mobile (needed), {@code roaming} (false).
 */
public final class FileNetworkDriver implements Driver {
  /** For the service loader. */
  public FileNetworkDriver() {}

  @Override
  public Class<NetworkLink> device() {
    return NetworkLink.class;
  }

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public NetworkLink open(DeviceSpec spec, BoardClock clock) {
    return new ToldNetwork(new StateFile(Path.of(spec.only().path()), "kind", "roaming"));
  }

  private record ToldNetwork(StateFile file) implements NetworkLink {
    @Override
    public State read() throws IOException {
      Properties values = file.read();
      Kind kind;
      try {
        kind = Kind.valueOf(values.getProperty("kind", "").strip().toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw file.wrong(values, "kind", "not none, wired, wifi or mobile");
      }
      return new State(kind, file.flag(values, "roaming", false));
    }

    @Override
    public void close() {
      // nothing is held between two looks
    }
  }
}
