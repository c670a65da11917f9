package cetra.wire.order;

import cetra.wire.geo.Area;
import cetra.wire.message.Extent;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A municipality's order of video: an area, a time, a purpose, a case.
 *
 * @param id UUIDv7 in lower case (RFC 9562)
 * @param issuer municipality code of five digits, or another registered issuer of {@code [a-z0-9-]}
 * @param purpose why; sets the limits
 * @param caseNumber the issuer's case, 1 to 64 characters
 * @param title shown to the owner
 * @param reason shown to the owner
 * @param area where
 * @param windows when, 1 to 48
 * @param seen what it takes to have seen the place
 * @param urgency how soon
 * @param validUntil after this nothing more is delivered
 * @param maxClips how many views are enough, 1 to 1000
 * @param want how much of the footage
 */
public record VideoOrder(
    String id,
    String issuer,
    Purpose purpose,
    String caseNumber,
    Bilingual title,
    Bilingual reason,
    Area area,
    List<TimeWindow> windows,
    Seen seen,
    Urgency urgency,
    Instant validUntil,
    int maxClips,
    Extent want) {
  /** The shape of {@link #id}. */
  public static final String ID =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  /** The shape of {@link #issuer}. */
  public static final String ISSUER = "[a-z0-9-]{3,32}";

  /** No window begins earlier. */
  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** No window ends later. */
  public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** Refuses what is missing or beyond its range, naming the field. */
  public VideoOrder {
    Limits.matching("id", id, ID);
    Limits.matching("issuer", issuer, ISSUER);
    Limits.present("purpose", purpose);
    Limits.text("caseNumber", caseNumber, 64);
    Limits.present("title", title);
    Limits.present("reason", reason);
    Limits.present("area", area);
    windows = Limits.list("windows", windows, 48);
    Limits.present("seen", seen);
    Limits.present("urgency", urgency);
    Limits.present("validUntil", validUntil);
    Limits.present("want", want);
    for (TimeWindow window : windows) {
      if (window.from().isBefore(EARLIEST) || window.to().isAfter(LATEST)) {
        throw new IllegalArgumentException(
            "windows: " + window.from() + " to " + window.to() + " is before 2000 or after 2200");
      }
    }
    if (maxClips < 1 || maxClips > 1000) {
      throw new IllegalArgumentException("maxClips " + maxClips + " is not 1 to 1000");
    }
  }

  /** A new id: a UUIDv7 of an instant (RFC 9562 section 5.7). */
  public static String newId(Instant now) {
    SecureRandom random = new SecureRandom();
    long high = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
    long low = random.nextLong() >>> 2 | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** When the order was written, as its id says (RFC 9562 section 5.7). */
  public Instant issued() {
    return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16);
  }

  /** The time in all windows together; what overlaps counts twice. */
  public Duration length() {
    return windows.stream().map(TimeWindow::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** What it asks for. */
  public Scene scene() {
    return new Scene(area, windows, seen);
  }

  /** The first instant of the earliest window. */
  public Instant begins() {
    return scene().begins();
  }

  /** The end of the latest window. */
  public Instant ends() {
    return scene().ends();
  }
}
