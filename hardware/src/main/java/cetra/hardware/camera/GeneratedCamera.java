package cetra.hardware.camera;

import cetra.hardware.Camera;
import cetra.hardware.VideoPacket;
import cetra.hardware.simulated.Pacer;
import cetra.hardware.simulated.Place;
import cetra.hardware.simulated.Route;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A camera in a vehicle on a made-up drive, with place, time and number burnt into each picture.
 */
final class GeneratedCamera implements Camera {
  private static final int MINUTE = 60;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Picture.Colour PLATE = Picture.Colour.of(0x101214);
  private static final Picture.Colour TEXT = Picture.Colour.of(0xF4F4F0);

  private final Route route;
  private final Pacer pacer;
  private final Instant boot;
  private final Size size;
  private final Picture picture;
  private final RoadScene scene;
  private final Lettering lettering;
  private final int scale;
  private final H264Encoder encoder;
  private long number;

  /**
   * @param boot when the host's clock read, or would have read, nanos zero
   */
  GeneratedCamera(Route route, Pacer pacer, Instant boot, Size size) throws IOException {
    this.route = route;
    this.pacer = pacer;
    this.boot = boot;
    this.size = size;
    this.picture = new Picture(size.width(), size.height());
    this.scene = new RoadScene(picture);
    this.scale = Math.max(1, size.width() / 320);
    this.lettering = new Lettering(picture, TEXT, scale);
    this.encoder = new H264Encoder(size.width(), size.height(), size.fps(), size.kbps());
  }

  /**
   * What the pictures are like.
   *
   * @param width pixels, even
   * @param height pixels, even
   * @param fps pictures a second
   * @param kbps thousand bits a second, roughly kept
   * @param blind seconds in the middle of each minute without any
   */
  record Size(int width, int height, int fps, int kbps, int blind) {
    /** Whole seconds are left out, so that the next picture is a key picture. */
    private boolean shows(long number) {
      long second = number / fps % MINUTE;
      return second < MINUTE / 2 || second >= MINUTE / 2 + blind;
    }
  }

  @Override
  public VideoPacket read() throws IOException, InterruptedException {
    while (!size.shows(number)) {
      number++;
    }
    long nanos = stamp(number);
    long duration = stamp(number + 1) - nanos;
    pacer.awaitDue(nanos);
    scene.paint(route.travelled(nanos), nanos / 1e9);
    burn(nanos);
    encoder.encode(picture, number);
    number++;
    return new VideoPacket(
        encoder.format(), encoder.data(), nanos, nanos, duration, encoder.isKey());
  }

  private long stamp(long picture) {
    return pacer.from() + picture * 1_000_000_000L / size.fps();
  }

  private void burn(long nanos) {
    Place place = route.at(nanos);
    int line = Lettering.LINE * scale;
    int top = picture.height(0) - 2 * line - scale;
    picture.box(0, top - scale, picture.width(0), picture.height(0), PLATE);
    lettering.write(TIME.format(boot.plusNanos(nanos)) + " #" + number, 2 * scale, top + scale);
    lettering.write(where(place), 2 * scale, top + scale + line);
  }

  private static String where(Place place) {
    long kmh = Math.round(place.speed() * 3.6);
    return String.format(
        Locale.ROOT, "%+.6f %+.6f %d KM/H", place.latitude(), place.longitude(), kmh);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
