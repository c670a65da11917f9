package cetra.hardware.board;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.NetworkLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens {@code linux:} as the network that the kernel's default route leads to; {@code linux:/PATH}
 * reads a tree other than {@code /}. Whether a modem roams the kernel does not know: for that, use
 * {@code file:} and the modem's own program.
 */
public final class LinuxNetworkDriver implements Driver {
  /** For the service loader. */
  public LinuxNetworkDriver() {}

  @Override
  public Class<NetworkLink> device() {
    return NetworkLink.class;
  }

  @Override
  public String scheme() {
    return "linux";
  }

  @Override
  public NetworkLink open(DeviceSpec spec, BoardClock clock) {
    return new DefaultRoute(Path.of(spec.only().path().isEmpty() ? "/" : spec.path()));
  }

  private record DefaultRoute(Path root) implements NetworkLink {
    private static final int METRIC = 6;
    private static final String DEFAULT = "00000000";

    @Override
    public State read() throws IOException {
      Optional<String> name = interfaceName();
      return new State(name.isPresent() ? kind(name.get()) : Kind.NONE, false);
    }

    /** Of several the one with the least metric, as the kernel chooses. */
    private Optional<String> interfaceName() throws IOException {
      Optional<String> best = Optional.empty();
      long least = Long.MAX_VALUE;
      for (String line : Files.readAllLines(root.resolve("proc/net/route"))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > METRIC && fields[1].equals(DEFAULT) && fields[METRIC].matches("\\d+")) {
          long metric = Long.parseLong(fields[METRIC]);
          best = metric < least ? Optional.of(fields[0]) : best;
          least = Math.min(least, metric);
        }
      }
      return best;
    }

    private Kind kind(String name) {
      Path about = root.resolve("sys/class/net").resolve(name);
      if (Files.exists(about.resolve("wireless")) || Files.exists(about.resolve("phy80211"))) {
        return Kind.WIFI;
      }
      return name.matches("(wwan|ppp|rmnet|ccmni|usb).*") || isModem(about)
          ? Kind.MOBILE
          : Kind.WIRED;
    }

    private static boolean isModem(Path about) {
      try {
        return Files.readString(about.resolve("uevent")).contains("DEVTYPE=wwan");
      } catch (IOException untold) {
        return false;
      }
    }

    @Override
    public void close() {
      // nothing is held between two looks
    }
  }
}
