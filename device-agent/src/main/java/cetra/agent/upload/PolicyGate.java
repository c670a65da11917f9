package cetra.agent.upload;

import cetra.agent.index.Clip;
import cetra.agent.index.DataUse;
import cetra.wire.message.LinkState;
import cetra.wire.order.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens and closes by the owner's limits, the network and the vehicle. */
public final class PolicyGate implements UploadGate {
  /** The relay learns of a plan in steps, not of each chunk. */
  private static final long STEP = 16_000_000;

  private final UploadPolicy policy;
  private final Supplier<VehicleState> vehicle;
  private final DataUse use;
  private final Function<Clip, Urgency> urgency;

  /**
   * A gate.
   *
   * @param vehicle the network and the vehicle as they are now
   * @param urgency of the order that a clip answers
   */
  public PolicyGate(
      UploadPolicy policy,
      Supplier<VehicleState> vehicle,
      DataUse use,
      Function<Clip, Urgency> urgency) {
    this.policy = policy;
    this.vehicle = vehicle;
    this.use = use;
    this.urgency = urgency;
  }

  @Override
  public Optional<String> closed(Clip clip) {
    VehicleState state = vehicle.get();
    return forTheVehicle(state).or(() -> forTheData(state, urgency.apply(clip)));
  }

  private Optional<String> forTheVehicle(VehicleState state) {
    if (state.volts() < policy.lowestVolts()) {
      return Optional.of("the battery has " + state.volts() + " V");
    }
    if (state.celsius() > policy.hottestCelsius()) {
      return Optional.of("it is " + state.celsius() + " degrees hot");
    }
    Duration limit = Duration.ofMinutes(policy.parkedMinutes());
    return state.parked().compareTo(limit) > 0
        ? Optional.of("parked for more than " + policy.parkedMinutes() + " min")
        : Optional.empty();
  }

  private Optional<String> forTheData(VehicleState state, Urgency of) {
    if (!state.metered()) {
      return Optional.empty();
    }
    if (!policy.mobileData().contains(of)) {
      return Optional.of("waits for Wi-Fi");
    }
    if (state.roaming() && !policy.roaming().contains(of)) {
      return Optional.of("roaming");
    }
    return left() <= 0
        ? Optional.of("the month's " + policy.monthMegabytes() + " MB are used up")
        : Optional.empty();
  }

  @Override
  public long left() {
    return vehicle.get().metered()
        ? Math.max(0, policy.monthOctets() - use.ofThisMonth())
        : Long.MAX_VALUE;
  }

  @Override
  public void sent(long octets) {
    if (vehicle.get().metered()) {
      use.add(octets);
    }
  }

  /** What the relay may know of a clip's way. */
  public LinkState state(Clip clip) {
    VehicleState state = vehicle.get();
    return new LinkState(
        state.metered(),
        !state.ignition(),
        closed(clip).isPresent(),
        state.metered() ? (Long) (left() / STEP * STEP) : null);
  }
}
