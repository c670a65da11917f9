package cetra.tools.powercut;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What an nbdkit serves as a block device.
 *
 * @param arguments its filters, plugin and their parameters
 */
record Medium(List<String> arguments) {
  private static final String SCRIPT = "card.py";

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
   * @param folder where the script is put
   * @param options of the script beside {@code image}; see there
   */
  static Medium scripted(Path folder, Path image, List<String> options) throws IOException {
    Path script = folder.resolve(SCRIPT);
    try (InputStream in = Medium.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new NoSuchFileException(SCRIPT);
      }
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> arguments =
        new ArrayList<>(List.of("python", script.toString(), "image=" + image));
    arguments.addAll(options);
    return new Medium(List.copyOf(arguments));
  }
}
