package cetra.wire.message;

import java.util.Arrays;

/**
 * A device's heartbeat: no position, always of the same size, at fixed intervals, so that it says
 * nothing about what the device has seen.
 *
 * @param v version of the message, 1
 * @param software version of the agent, padded to 24 characters
 * @param recording whether the ring grows
 * @param state how well; tells of the hardware alone
 */
public record DeviceStatus(int v, String software, boolean recording, RecorderState state) {
  /** The size of every heartbeat. */
  public static final int BYTES = 96;

  /** Refuses other versions. */
  public DeviceStatus {
    Version.require(v);
  }

  /** A heartbeat of this version. */
  public static DeviceStatus of(String software, RecorderState state) {
    // what JSON would escape, or UTF-8 widen, would tell one device from another by its size
    String plain = software.replaceAll("[^ -~]|[\"\\\\]", "?");
    return new DeviceStatus(Version.SPOKEN, "%-24.24s".formatted(plain), state.recording(), state);
  }

  /** The heartbeat in {@value #BYTES} bytes, whatever it says. */
  public byte[] bytes() {
    byte[] json = Json.bytes(this);
    byte[] padded = Arrays.copyOf(json, BYTES);
    Arrays.fill(padded, json.length, BYTES, (byte) ' ');
    return padded;
  }
}
