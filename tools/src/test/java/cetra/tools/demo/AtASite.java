package cetra.tools.demo;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests at a site of their own. */
@SuppressWarnings("NullAway.Init")
abstract class AtASite {
  @TempDir Path folder;
  Site site;

  @BeforeEach
  final void open() throws Exception {
    site = new Site(folder);
  }

  @AfterEach
  final void close() throws Exception {
    site.close();
  }
}
