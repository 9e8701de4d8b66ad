package ducksite.engine.render;

import ducksite.api.Options;
import java.util.OptionalLong;

/** The form of a route's page without the page: for a request that lacks what it needs. */
public final class FaceForm {

  private FaceForm() {}

  /**
   * Safe HTML; empty for a route without fields.
   *
   * @param options what the page would get
   */
  public static String html(String format, Options options) {
    return Encoded.text(
        out ->
            new HtmlForm(new Html(out), Face.of(format, options)).write(OptionalLong.empty(), 0));
  }

  /** What the form needs of the page's head: safe HTML. */
  public static String head(Options options) {
    return FacePage.head(options);
  }
}
