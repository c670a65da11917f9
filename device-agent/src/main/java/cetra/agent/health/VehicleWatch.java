package cetra.agent.health;

import cetra.agent.upload.VehicleState;
import cetra.hardware.BoardClock;
import cetra.hardware.NetworkLink;
import cetra.hardware.VehiclePower;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Looks at the network and the vehicle, at most once a second. Where one of them cannot be told,
 * what costs most is assumed of the network, and nothing bad of the vehicle. Safe for many threads.
 */
public final class VehicleWatch implements Supplier<VehicleState> {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long DRIVING = -1;

  private final NetworkLink network;
  private final VehiclePower power;
  private final BoardClock board;
  private @Nullable VehicleState newest;
  private long seenAt;
  private long parkedAt = DRIVING;
  private String complaint = "";

  /** A watch over two devices, which stay open. */
  public VehicleWatch(NetworkLink network, VehiclePower power, BoardClock board) {
    this.network = network;
    this.power = power;
    this.board = board;
  }

  @Override
  public synchronized VehicleState get() {
    long now = board.nanos();
    VehicleState known = newest;
    if (known == null || now - seenAt >= FRESH_NANOS) {
      known = look(network(), power(), now);
      newest = known;
      seenAt = now;
    }
    return known;
  }

  private VehicleState look(NetworkLink.State link, VehiclePower.State supply, long now) {
    if (supply.ignition()) {
      parkedAt = DRIVING;
    } else if (parkedAt == DRIVING) {
      parkedAt = now;
    }
    return new VehicleState(
        link.kind() == NetworkLink.Kind.MOBILE,
        link.roaming(),
        supply.ignition(),
        parkedAt == DRIVING ? Duration.ZERO : Duration.ofNanos(now - parkedAt),
        supply.volts(),
        supply.celsius());
  }

  private NetworkLink.State network() {
    try {
      return network.read();
    } catch (IOException e) {
      complain("the network cannot be told and counts as mobile: " + e.getMessage());
      return new NetworkLink.State(NetworkLink.Kind.MOBILE, false);
    }
  }

  private VehiclePower.State power() {
    try {
      return power.read();
    } catch (IOException e) {
      complain("the vehicle's supply cannot be told: " + e.getMessage());
      return new VehiclePower.State(true, Double.NaN, Double.NaN);
    }
  }

  /** Once, not each second. */
  private void complain(String text) {
    if (!text.equals(complaint)) {
      complaint = text;
      Logger.warn("{}", text);
    }
  }
}
