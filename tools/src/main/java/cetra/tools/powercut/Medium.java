package cetra.tools.powercut;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an nbdkit serves as a block device.
 *
 * @param arguments its filters, plugin and their parameters
 */
record Medium(List<String> arguments) {
  /** An image with a write cache that only a flush empties into it. */
  static Medium volatileCache(Path image) {
    return new Medium(
        List.of(
            "--filter=cache",
            "file",
            image.toString(),
            "cache=writeback",
            "cache-min-block-size=4096"));
  }

  /**
   * An image behind a small script that can fail, dawdle, lie about its size and write a log.
   *
   * @param options parameters of the script beside {@code image}
   */
  static Medium scripted(Path script, Path image, List<String> options) {
    List<String> arguments =
        new ArrayList<>(List.of("python", script.toString(), "image=" + image));
    arguments.addAll(options);
    return new Medium(List.copyOf(arguments));
  }
}
