package cetra.wire.order;

/**
 * What a forward camera sees of the ground: a sector around the car's course.
 *
 * @param degrees its whole angle, 10 to 180
 * @param metres how far a scene can be told, 10 to 150
 */
public record View(double degrees, double metres) {
  /** A wide dashcam, by which a number plate is not read but a car is told. */
  public static final View USUAL = new View(120, 80);

  /** What no camera exceeds: the relay, which does not know the camera, checks with it. */
  public static final View WIDEST = new View(180, 150);

  /** Refuses what no dashcam sees. */
  public View {
    if (!(degrees >= 10 && degrees <= 180)) {
      throw new IllegalArgumentException("view of " + degrees + " degrees is not 10 to 180");
    }
    if (!(metres >= 10 && metres <= 150)) {
      throw new IllegalArgumentException("view of " + metres + " metres is not 10 to 150");
    }
  }
}
