package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.function.Supplier;

/**
 * The frame of the pages for a site's author: a page with ways to the others for people, JSON for
 * programs.
 */
final class AuthorFrame {

  /**
   * A page for the author.
   *
   * @param path without the site's base
   * @param shows one phrase
   */
  record Face(String path, String title, String shows) {}

  static final List<Face> FACES =
      List.of(
          new Face("/-/docs", "Documentation", "each route for those who ask it, with examples"),
          new Face("/-/routes", "Routes", "parameters, columns and formats of every route"),
          new Face("/-/lineage", "Lineage", "what is made from what, from files to pages"),
          new Face("/-/problems", "Problems", "what is wrong with the project"),
          new Face("/-/plugins", "Plugins", "what is loaded, from where, and in which state"),
          new Face("/-/cache", "Cache", "the kept results of routes"));

  private final Answers answers;
  private final Shells shells;

  AuthorFrame(Answers answers, Shells shells) {
    this.answers = answers;
    this.shells = shells;
  }

  /** Sends what is asked for of two forms of the same thing. */
  void send(
      HttpServerExchange exchange,
      Site site,
      String title,
      Supplier<Object> json,
      Supplier<String> html) {
    if (Answers.wantsHtml(exchange)) {
      answers.html(exchange, document(exchange, site, title, heading(title) + html.get()));
    } else {
      answers.json(exchange, json.get());
    }
  }

  /** A whole document whose main element has the ways to the other pages before its own content. */
  String document(HttpServerExchange exchange, Site site, String title, String main) {
    return shells.of(exchange, site).document(title, "", ways(site, title) + main, "");
  }

  private static String heading(String title) {
    return new HtmlLines()
        .markup("<section class=\"ds-prose\">")
        .element("h1", title)
        .markup("</section>")
        .toString();
  }

  private static String ways(Site site, String current) {
    String base = site.project().config().site().basePath();
    HtmlLines html = new HtmlLines();
    html.markup("<nav class=\"ds-faces\" aria-label=\"For the author\">");
    for (Face face : FACES) {
      html.markup("<a href=\"").text(base + face.path().substring(1));
      html.markup(face.title().equals(current) ? "\" aria-current=\"page\">" : "\">");
      html.text(face.title()).markup("</a>");
    }
    return html.markup("</nav>").toString();
  }
}
