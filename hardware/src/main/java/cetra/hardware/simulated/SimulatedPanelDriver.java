package cetra.hardware.simulated;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.DriverPanel;
import java.time.Duration;

/**
 * Opens {@code simulated:} as a driver panel: {@code answer=yes|no|silence} (default silence),
 * given {@code after} seconds (0 to 86400, default 0).
 */
public final class SimulatedPanelDriver implements Driver {
  /** For the service loader. */
  public SimulatedPanelDriver() {}

  @Override
  public Class<DriverPanel> device() {
    return DriverPanel.class;
  }

  @Override
  public String scheme() {
    return "simulated";
  }

  @Override
  public DriverPanel open(DeviceSpec spec, BoardClock clock) {
    spec.only("answer", "after", "presses");
    long after = Math.round(spec.number("after", 0, 0, 86_400) * 1e9);
    return new SimulatedPanel(clock, answer(spec), Duration.ofNanos(after), spec.times("presses"));
  }

  private static DriverPanel.Answer answer(DeviceSpec spec) {
    return switch (spec.option("answer", "silence")) {
      case "yes" -> DriverPanel.Answer.YES;
      case "no" -> DriverPanel.Answer.NO;
      case "silence" -> DriverPanel.Answer.SILENCE;
      default -> throw spec.wrong("answer", "is not yes, no or silence");
    };
  }
}
