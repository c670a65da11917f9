package cetra.wire.message;

/** The version of the messages that is spoken here. */
public final class Version {
  /** The version that is spoken. */
  public static final int SPOKEN = 1;

  private Version() {}

  /**
   * Refuses every other version.
   *
   * @throws IllegalArgumentException naming both
   */
  public static void require(int version) {
    if (version != SPOKEN) {
      throw new IllegalArgumentException(
          "message of version " + version + "; spoken here is " + SPOKEN);
    }
  }
}
