package cetra.tools.report;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Renders XHTML as PDF, with the font of the machine in it, so that it looks alike everywhere. */
final class PdfDocument {
  private static final Path FONTS = Path.of("/usr/share/fonts/truetype/bizud-gothic");
  private static final String REGULAR = "BIZUDGothic-Regular.ttf";

  private PdfDocument() {}

  /**
   * Writes a document.
   *
   * @param html which names the font {@code sheet}
   * @throws IOException when the font is not installed or the file cannot be written
   */
  static void write(String html, Path to) throws IOException {
    Path font = FONTS.resolve(REGULAR);
    if (!Files.exists(font)) {
      throw new IOException(
          font
              + " is missing, the document's font; install it with:"
              + "  sudo apt-get install fonts-morisawa-bizud-gothic");
    }
    XRLog.setLoggingEnabled(false); // it tells of every step
    try (OutputStream out = Files.newOutputStream(to)) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.useFont(font.toFile(), "sheet");
      builder.withHtmlContent(html, null);
      builder.toStream(out);
      builder.run();
    }
  }
}
