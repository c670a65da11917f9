package cetra.wire.message;

/** The version of the messages that is spoken here. */
final class Version {
  static final int SPOKEN = 1;

  private Version() {}

  static void require(int version) {
    if (version != SPOKEN) {
      throw new IllegalArgumentException(
          "message of version " + version + "; spoken here is " + SPOKEN);
    }
  }
}
