package cetra.hardware.board;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.VehiclePower;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Opens {@code file:PATH} as the supply that another program tells of: {@code ignition} (true),
 * {@code volts} 0 to 60 and {@code celsius} -60 to 200 (both unknown).
 */
public final class FilePowerDriver implements Driver {
  /** For the service loader. */
  public FilePowerDriver() {}

  @Override
  public Class<VehiclePower> device() {
    return VehiclePower.class;
  }

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public VehiclePower open(DeviceSpec spec, BoardClock clock) {
    return new ToldPower(
        new StateFile(Path.of(spec.only().path()), "ignition", "volts", "celsius"));
  }

  private record ToldPower(StateFile file) implements VehiclePower {
    @Override
    public State read() throws IOException {
      Properties values = file.read();
      return new State(
          file.flag(values, "ignition", true),
          file.number(values, "volts", 0, 60),
          file.number(values, "celsius", -60, 200));
    }

    @Override
    public void close() {
      // nothing is held between two looks
    }
  }
}
