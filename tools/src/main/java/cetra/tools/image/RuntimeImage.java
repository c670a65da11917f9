package cetra.tools.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** A Java runtime of only the modules that the agent needs. */
final class RuntimeImage {
  /**
   * Beside the base: desktop for the {@code java.beans} of Jackson and dbutils, management for
   * tinylog, naming for the names in certificates, sql for the index, xml for GPX, httpserver for
   * the owner's page, cryptoki for keys in tokens, unsupported for JavaCPP.
   */
  private static final String MODULES =
      "java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,"
          + "jdk.crypto.cryptoki,jdk.httpserver,jdk.unsupported";

  private RuntimeImage() {}

  /**
   * Links it; uncompressed, for a compressed one is unpacked into memory at every start.
   *
   * @throws IOException when this Java cannot link
   */
  static void link(Path to) throws IOException {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IOException("this Java has no jlink; run with a whole JDK 25"));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exit =
        jlink.run(
            out,
            out,
            "--add-modules",
            MODULES,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-0",
            "--vm",
            "server",
            "--output",
            to.toString());
    if (exit != 0) {
      throw new IOException("jlink: " + said.toString().strip());
    }
  }
}
