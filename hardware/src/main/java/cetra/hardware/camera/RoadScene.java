package cetra.hardware.camera;

import cetra.hardware.camera.Picture.Colour;

/**
 * Paints what a driver sees on a straight road between houses: the road stays, everything else
 * comes towards the eye as the vehicle travels. Used by one thread.
 */
final class RoadScene {
  private static final Colour HILL = Colour.of(0x6F8FA0);
  private static final Colour GRASS = Colour.of(0x5C8A4A);
  private static final Colour ASPHALT = Colour.of(0x5A5C60);
  private static final Colour LINE = Colour.of(0xEDEDE6);
  private static final Colour GLASS = Colour.of(0x2E3B47);
  private static final Colour TYRE = Colour.of(0x1C1C1E);
  private static final Colour TAIL_LIGHT = Colour.of(0xE02B20);
  private static final Colour HEADLIGHT = Colour.of(0xFFF6C8);
  private static final Colour AHEAD = Colour.of(0xC9CCD1);
  private static final Colour ONCOMING = Colour.of(0x2F5DA8);
  private static final Colour[] WALLS = {
    Colour.of(0xC8A27A), Colour.of(0xA9A49A), Colour.of(0xB5655A), Colour.of(0x8E9AAF),
  };

  // Metres: of the eye above the road, of half the road, between houses, and how far one sees.
  private static final double EYE = 1.3;
  private static final double HALF_ROAD = 4;
  private static final double HOUSES = 22;
  private static final double SIGHT = 170;
  private static final double DASH = 8;

  private final Picture picture;
  private final Picture still;
  private final int width;
  private final int height;
  private final int horizon;
  private final double focus;

  RoadScene(Picture picture) {
    this.picture = picture;
    this.width = picture.width(0);
    this.height = picture.height(0);
    this.horizon = height * 9 / 20;
    this.focus = width * 0.75;
    this.still = new Picture(width, height);
    paintStill();
  }

  /**
   * Paints one picture.
   *
   * @param travelled metres along the road
   * @param seconds since boot, for what moves by itself
   */
  void paint(double travelled, double seconds) {
    picture.copy(still);
    dashes(travelled);
    long first = (long) Math.floor(travelled / HOUSES) + 1;
    for (long house = first + (long) (SIGHT / HOUSES); house >= first; house--) {
      double away = house * HOUSES - travelled;
      house(house * 2, -1, away);
      house(house * 2 + 1, 1, away);
    }
    car(-1.9, SIGHT - (travelled * 2 + seconds * 3) % SIGHT, ONCOMING, HEADLIGHT);
    car(1.9, 17 + 6 * Math.sin(seconds / 4), AHEAD, TAIL_LIGHT);
  }

  private void paintStill() {
    for (int y = 0; y < horizon; y++) {
      int blue = 0x6FA8DC + 0x010101 * (32 * y / horizon / 8 * 8);
      still.row(y, 0, width, Colour.of(blue));
    }
    for (int x = 0; x < width; x += 2) {
      double hill = Math.sin(x * 9.0 / width) + Math.sin(2 + x * 23.0 / width) / 3;
      still.box(x, horizon - height * (0.05 + 0.03 * hill), x + 2, horizon, HILL);
    }
    for (int y = horizon; y < height; y++) {
      double metre = (y - horizon + 0.5) / EYE;
      still.row(y, 0, width, GRASS);
      still.row(y, at(-HALF_ROAD * metre), at(HALF_ROAD * metre), ASPHALT);
      still.row(y, at(-3.8 * metre), at(-3.65 * metre), LINE);
      still.row(y, at(3.65 * metre), at(3.8 * metre), LINE);
    }
  }

  private void dashes(double travelled) {
    for (int y = horizon + 2; y < height; y++) {
      double metre = (y - horizon + 0.5) / EYE;
      double there = travelled + focus / metre;
      if (there % DASH < DASH / 2) {
        picture.row(y, at(-0.08 * metre), at(0.08 * metre), LINE);
      }
    }
  }

  private void house(long number, int side, double away) {
    double metre = focus / Math.max(away, 3);
    // A multiplicative hash, so that houses differ and yet every run builds the same street.
    int kind = (int) ((number * 0x9E3779B97F4A7C15L) >>> 56);
    double tall = 5 + kind % 6;
    double near = at(side * 6.5 * metre);
    double far = at(side * (13 + kind % 4) * metre);
    double left = Math.min(near, far);
    double right = Math.max(near, far);
    double top = horizon - (tall - EYE) * metre;
    picture.box(left, top, right, horizon + EYE * metre, WALLS[kind % WALLS.length]);
    windows(left, right, top, tall, metre);
  }

  private void windows(double left, double right, double top, double tall, double metre) {
    if (metre < 6) {
      return;
    }
    for (double up = 1; up + 1.5 < tall; up += 3) {
      for (double x = left + metre; x + metre <= right; x += 2.4 * metre) {
        double sill = top + (up + 1.2) * metre;
        picture.box(x, top + up * metre, x + metre, sill, GLASS);
      }
    }
  }

  private void car(double lane, double away, Colour body, Colour light) {
    double metre = focus / Math.max(away, 5);
    double centre = at(lane * metre);
    double road = horizon + EYE * metre;
    box(centre, road, -0.85, 0.85, 0.35, 0, metre, TYRE);
    box(centre, road, -0.85, 0.85, 0.95, 0.25, metre, body);
    box(centre, road, -0.7, 0.7, 1.45, 0.95, metre, body);
    box(centre, road, -0.6, 0.6, 1.38, 0.98, metre, GLASS);
    box(centre, road, -0.8, -0.55, 0.85, 0.65, metre, light);
    box(centre, road, 0.55, 0.8, 0.85, 0.65, metre, light);
  }

  /** A box in metres right of a centre and above the road. */
  private void box(
      double centre,
      double road,
      double left,
      double right,
      double top,
      double bottom,
      double metre,
      Colour colour) {
    picture.box(
        centre + left * metre,
        road - top * metre,
        centre + right * metre,
        road - bottom * metre,
        colour);
  }

  private double at(double rightOfCentre) {
    return width / 2.0 + rightOfCentre;
  }
}
