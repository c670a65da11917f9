package cetra.agent.upload;

import cetra.wire.order.Urgency;
import java.util.List;

/**
 * What uploads may cost the owner and the vehicle: the section {@code [upload]} of a configuration,
 * whose defaults stand in {@code upload.toml} beside this record.
 *
 * @param mobileData for which urgencies mobile data are used; empty for Wi-Fi only
 * @param roaming for which of them also abroad
 * @param monthMegabytes mobile data of a month that uploads may use, 0 to 10,000,000
 * @param parkedMinutes how long uploads go on after the ignition went off, 0 to 1440
 * @param lowestVolts below this battery voltage nothing is uploaded, 0 to 60; 0 for any
 * @param hottestCelsius above this nothing is uploaded, 0 to 200
 */
public record UploadPolicy(
    List<Urgency> mobileData,
    List<Urgency> roaming,
    long monthMegabytes,
    int parkedMinutes,
    double lowestVolts,
    double hottestCelsius) {
  /** Refuses values out of range; each message begins with the field's name. */
  public UploadPolicy {
    mobileData = List.copyOf(mobileData);
    roaming = List.copyOf(roaming);
    within("month_megabytes", (double) monthMegabytes, 0, 10_000_000);
    within("parked_minutes", parkedMinutes, 0, 1440);
    within("lowest_volts", lowestVolts, 0, 60);
    within("hottest_celsius", hottestCelsius, 0, 200);
  }

  /** Octets of mobile data that a month has. */
  long monthOctets() {
    return monthMegabytes * 1_000_000;
  }

  private static void within(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          field + " " + value + " is not from " + least + " to " + most);
    }
  }
}
