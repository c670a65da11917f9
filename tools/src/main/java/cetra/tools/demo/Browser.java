package cetra.tools.demo;

import java.io.IOException;
import java.net.URI;

/** Opens a page for people who sit at a screen. */
final class Browser {
  private Browser() {}

  /** Opens the page with the desktop's browser; without a desktop nothing happens. */
  static void open(URI page) {
    boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    if (!desktop) {
      return;
    }
    try {
      new ProcessBuilder("xdg-open", page.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException noBrowser) {
      // the address has been printed
    }
  }
}
