package cetra.tools.image;

import java.util.Locale;

/**
 * For which processor an image is built: that of this machine.
 *
 * @param javacpp as JavaCPP names it
 * @param sqlite as sqlite-jdbc names it
 */
record Platform(String javacpp, String sqlite) {
  /**
   * This machine's.
   *
   * @throws IllegalArgumentException when no natives are there for it
   */
  static Platform here() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    if (system.equals("linux") && processor.equals("amd64")) {
      return new Platform("linux-x86_64", "x86_64");
    }
    if (system.equals("linux") && processor.equals("aarch64")) {
      return new Platform("linux-arm64", "aarch64");
    }
    throw new IllegalArgumentException(
        "there are no natives for %s on %s; build the image on Linux, x86-64 or arm64"
            .formatted(system, processor));
  }
}
