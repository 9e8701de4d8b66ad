package ducksite.engine.render;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The images of a page: names in a column become addresses below the site's own {@code /static/}
 * and the {@code base_path} of {@code [assets]}.
 */
final class Images {

  private final String base;

  Images(Face face) {
    this.base =
        face.shell().basePath()
            + "static/"
            + path(ChartSpec.text(face.options().table("assets"), "base_path").orElse(""));
  }

  /** Writes an image, or its empty place where the name is NULL or blank. */
  void write(Html html, BoundColumn column, int row) throws IOException {
    String name =
        PlainValues.isNull(column, row)
            ? ""
            : Encoded.text(
                out -> new PlainValues(out, Output::put, new Base64Text()).write(column, row));
    String file = path(name);
    if (file.isEmpty()) {
      html.markup("<div class=\"wd-no-image\" aria-hidden=\"true\"></div>");
      return;
    }
    html.markup("<img class=\"wd-image\" alt=\"\" loading=\"lazy\" decoding=\"async\"")
        .attribute("src", base + file.substring(0, file.length() - 1))
        .markup(">");
  }

  /** Each part encoded and with a slash behind it; parts that would climb are left out. */
  private static String path(String written) {
    return Arrays.stream(written.split("[/\\\\]"))
        .map(String::strip)
        .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
        .map(part -> HtmlText.url(part) + "/")
        .collect(Collectors.joining());
  }
}
