package cetra.tools.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** Builds a page of well-formed XHTML; every text is escaped. */
final class Xhtml {
  private final StringBuilder body = new StringBuilder();

  void heading(int level, String text) {
    element("h" + level, text);
  }

  void paragraph(String text) {
    element("p", text);
  }

  void list(List<String> items) {
    body.append("<ul>");
    items.forEach(item -> element("li", item));
    body.append("</ul>\n");
  }

  void image(byte[] png, String alternative) {
    body.append("<img alt=\"").append(escaped(alternative));
    body.append("\" src=\"data:image/png;base64,");
    body.append(Base64.getEncoder().encodeToString(png)).append("\"/>\n");
  }

  void table(List<String> names, List<List<String>> rows) {
    body.append("<table><thead>");
    row("th", names);
    body.append("</thead><tbody>");
    rows.forEach(row -> row("td", row));
    body.append("</tbody></table>\n");
  }

  /** The whole page. */
  String document(String title, String footer) throws IOException {
    return "<html lang=\"ja\"><head><title>"
        + escaped(title)
        + "</title><style>"
        + style().replace("FOOTER", footer)
        + "</style></head><body>\n"
        + body
        + "</body></html>\n";
  }

  private static String style() throws IOException {
    try (InputStream css = Objects.requireNonNull(Xhtml.class.getResourceAsStream("sheet.css"))) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void row(String cell, List<String> texts) {
    body.append("<tr>");
    texts.forEach(text -> element(cell, text));
    body.append("</tr>\n");
  }

  private void element(String name, String text) {
    body.append('<').append(name).append('>').append(escaped(text));
    body.append("</").append(name).append(">\n");
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(Character.isISOControl(point) ? ' ' : point);
              }
            });
    return escaped.toString();
  }
}
