package cetra.hardware.board;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.VehiclePower;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Opens {@code linux:} as the board's warmth: the hottest of the kernel's thermal zones; {@code
 * linux:/PATH} reads a tree other than {@code /}. Of ignition and battery the kernel does not know:
 * for those, use {@code file:} and the program that watches the vehicle.
 */
public final class LinuxPowerDriver implements Driver {
  /** For the service loader. */
  public LinuxPowerDriver() {}

  @Override
  public Class<VehiclePower> device() {
    return VehiclePower.class;
  }

  @Override
  public String scheme() {
    return "linux";
  }

  @Override
  public VehiclePower open(DeviceSpec spec, BoardClock clock) {
    return new ThermalZones(Path.of(spec.only().path().isEmpty() ? "/" : spec.path()));
  }

  private record ThermalZones(Path root) implements VehiclePower {
    private static final double THOUSANDTHS = 1000;

    @Override
    public State read() throws IOException {
      double hottest = Double.NaN;
      Path zones = root.resolve("sys/class/thermal");
      try (DirectoryStream<Path> all = Files.newDirectoryStream(zones, "thermal_zone*")) {
        for (Path zone : all) {
          double celsius = celsius(zone.resolve("temp"));
          hottest = Double.isNaN(hottest) ? celsius : Math.max(hottest, celsius);
        }
      } catch (NoSuchFileException none) {
        // a board that does not tell
      }
      return new State(true, Double.NaN, hottest);
    }

    /** A zone that is switched off cannot be read; the others can. */
    private static double celsius(Path file) {
      try {
        return Long.parseLong(Files.readString(file).strip()) / THOUSANDTHS;
      } catch (IOException | NumberFormatException e) {
        return Double.NEGATIVE_INFINITY;
      }
    }

    @Override
    public void close() {
      // nothing is held between two looks
    }
  }
}
