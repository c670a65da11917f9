package cetra.agent.upload;

import java.time.Duration;

/**
 * What uploads must know of the network and the vehicle.
 *
 * @param metered whether octets cost, as on a mobile network
 * @param roaming whether that is another operator's
 * @param ignition whether the ignition is on
 * @param parked how long it has been off
 * @param volts of the vehicle's battery; NaN where nobody tells
 * @param celsius of the board's hottest place; NaN where nobody tells
 */
public record VehicleState(
    boolean metered,
    boolean roaming,
    boolean ignition,
    Duration parked,
    double volts,
    double celsius) {}
