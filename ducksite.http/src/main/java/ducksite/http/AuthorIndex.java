package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;
import java.util.Map;

/** {@code /-/}: the pages for the site's author, and what each shows. */
final class AuthorIndex implements Endpoint {

  private final AuthorFrame frame;

  AuthorIndex(AuthorFrame frame) {
    this.frame = frame;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    frame.send(
        exchange,
        site,
        "For the author",
        () -> Map.of("faces", AuthorFrame.FACES),
        () -> html(site.project().config().site().basePath()));
  }

  private static String html(String base) {
    HtmlLines html = new HtmlLines();
    html.markup("<figure class=\"ds-card\"><dl class=\"ds-definitions\">");
    for (AuthorFrame.Face face : AuthorFrame.FACES) {
      html.markup("<dt>").link(base + face.path().substring(1), face.title()).markup("</dt>");
      html.element("dd", face.shows());
    }
    return html.markup("</dl></figure>").toString();
  }
}
