package ducksite.engine.route;

import ducksite.api.Options;
import ducksite.engine.render.FaceForm;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of a route for a request that could not be planned: what is missing or wrong can be put
 * right where it is told. It offers no values of the data, since nothing has been asked yet.
 *
 * @param head what the page's head needs, safe HTML
 * @param html the form, safe HTML
 */
public record PageForm(String head, String html) {

  private static final Set<String> FACES = Set.of("html_t", "html_c", "feed", "chart_js");
  private static final String TABLE = "html_t";

  /**
   * The form; empty for a route that has no pages, or nothing to fill in.
   *
   * @param asked the format that the request names, null for none
   * @param shell what the surrounding page needs
   */
  public static Optional<PageForm> of(Route route, @Nullable String asked, Options shell) {
    String format = asked != null && FACES.contains(asked) ? asked : TABLE;
    if (!route.formats().contains(format)) {
      return Optional.empty();
    }
    Options options = FaceOptions.withoutRows(route, format, shell);
    String html = FaceForm.html(format, options);
    return html.isEmpty()
        ? Optional.empty()
        : Optional.of(new PageForm(FaceForm.head(options), html));
  }
}
