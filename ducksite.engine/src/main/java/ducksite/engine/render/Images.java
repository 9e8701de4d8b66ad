package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The images of a page: names in a column become addresses, those that a plugin tells, or below the
 * site's own {@code /static/}; in both cases behind the {@code base_path} of {@code [assets]}.
 * Confined to one thread.
 */
final class Images {

  private final FaceParts parts;
  private final String basePath;
  private final String statics;
  private List<Optional<String>> addresses = List.of();

  Images(Face face, RenderContext context) {
    this.parts = FaceParts.of(context);
    this.basePath = ChartSpec.text(face.options().table("assets"), "base_path").orElse("");
    this.statics = face.shell().basePath() + "static/" + path(basePath);
  }

  /** Finds the images of the rows of a batch. */
  void begin(BoundColumn column, int rows) {
    List<String> names = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      names.add(name(column, row));
    }
    this.addresses =
        parts.namesImages()
            ? parts.addresses(names.stream().map(this::behindBase).toList())
            : names.stream().map(this::ofProject).toList();
  }

  /** Writes the image of a row, or its empty place where there is none. */
  void write(Html html, int row) throws IOException {
    Optional<String> address = addresses.get(row);
    if (address.isEmpty()) {
      html.markup("<div class=\"wd-no-image\" aria-hidden=\"true\"></div>");
      return;
    }
    html.markup("<img class=\"wd-image\" alt=\"\" loading=\"lazy\" decoding=\"async\"")
        .attribute("src", address.get())
        .markup(">");
  }

  private static String name(BoundColumn column, int row) {
    return PlainValues.isNull(column, row)
        ? ""
        : Encoded.text(
            out -> new PlainValues(out, Output::put, new Base64Text()).write(column, row));
  }

  private String behindBase(String name) {
    return name.isBlank() || basePath.isEmpty()
        ? name
        : basePath + (basePath.endsWith("/") ? "" : "/") + name;
  }

  private Optional<String> ofProject(String name) {
    String file = path(name);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(statics + file.substring(0, file.length() - 1));
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
