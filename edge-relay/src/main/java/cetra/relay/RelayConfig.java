package cetra.relay;

import cetra.relay.vault.Retention;
import cetra.wire.order.Purpose;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a relay is set; defaults and their meaning stand in {@code relay.toml} beside this record.
 *
 * @param data folder of all that the relay keeps
 * @param keys folder of its keys, made by {@link cetra.wire.key.IdentityFolder}
 * @param region whose devices it serves, {@code [a-z0-9-]{1,64}}
 * @param host where API and broker listen, a name or address in the relay's certificate
 * @param port of the API, 0 for any
 * @param consolePort of the console on the loopback interface, 0 for any, -1 for none
 * @param broker {@code embedded}, {@code mosquitto}, {@code artemis} or {@code ssl://host:port}
 * @param brokerPort of a broker that the relay starts, 0 for any
 * @param maxUploadMegabytes the longest upload, 1 to 3072
 * @param deviceMegabytes what one device's uploads that are not delivered may take, in all
 * @param grantsAtOnce uploads under way at most, 1 to 10000
 * @param lineMegabits what uploads may take of its line, in Mbit/s, 1 to 100000; 0 to measure it
 * @param diskFloorMegabytes free space that uploads leave alone
 * @param uploadIdleSeconds a body that brings nothing for so long is cut, 1 to 80
 * @param timestampUrl of a time stamp authority (RFC 3161); empty for none
 * @param timestampAuthority file of the certificates that vouch for it, PEM
 * @param retentionDays how long clips are kept after their order's deadline, by purpose
 */
public record RelayConfig(
    Path data,
    Path keys,
    String region,
    String host,
    int port,
    int consolePort,
    String broker,
    int brokerPort,
    int maxUploadMegabytes,
    long deviceMegabytes,
    int grantsAtOnce,
    int lineMegabits,
    long diskFloorMegabytes,
    int uploadIdleSeconds,
    String timestampUrl,
    Path timestampAuthority,
    Map<Purpose, Integer> retentionDays) {
  private static final int MOST_PORT = 65_535;

  /** Refuses what cannot work, naming the field, the value and the limit. */
  public RelayConfig {
    matching("region", region, "[a-z0-9-]{1,64}");
    matching("host", host, "[a-zA-Z0-9.:-]{1,253}");
    matching("broker", broker, "embedded|mosquitto|artemis|ssl://[^/\\s]+:[0-9]{1,5}");
    within("port", port, 0, MOST_PORT);
    within("console_port", consolePort, -1, MOST_PORT);
    within("broker_port", brokerPort, 0, MOST_PORT);
    within("max_upload_megabytes", maxUploadMegabytes, 1, 3072);
    within("device_megabytes", deviceMegabytes, 1, Integer.MAX_VALUE);
    within("grants_at_once", grantsAtOnce, 1, 10_000);
    within("line_megabits", lineMegabits, 0, 100_000);
    within("disk_floor_megabytes", diskFloorMegabytes, 0, Integer.MAX_VALUE);
    within("upload_idle_seconds", uploadIdleSeconds, 1, 80);
    matching("timestamp_url", timestampUrl, "|https?://[^\\s]{1,500}");
    try {
      retentionDays = new Retention(retentionDays).days();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("retention_days: " + e.getMessage(), e);
    }
  }

  /** What uploads may take of the line, in octets a second; 0 to measure it. */
  double line() {
    return lineMegabits * 1e6 / Byte.SIZE;
  }

  /** How long clips are kept. */
  Retention retention() {
    return new Retention(retentionDays);
  }

  private static void matching(String field, String value, String pattern) {
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(field + " '" + value + "' is not " + pattern);
    }
  }

  private static void within(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + " " + value + " is not from " + least + " to " + most);
    }
  }
}
