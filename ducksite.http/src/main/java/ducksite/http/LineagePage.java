package ducksite.http;

import ducksite.engine.Lineage;
import ducksite.engine.Site;
import ducksite.engine.render.HtmlText;
import io.undertow.server.HttpServerExchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /-/lineage}: what is made from what, as a picture and a table for people, as JSON for
 * programs. {@code ?name=} shows one thing with all it is made from and all that is made from it.
 */
final class LineagePage implements Endpoint {

  /** Beyond this a picture shows nothing any more. */
  private static final int DRAWN = 300;

  private final Answers answers;
  private final AuthorFrame frame;

  LineagePage(Answers answers, AuthorFrame frame) {
    this.answers = answers;
    this.frame = frame;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    Lineage whole = site.lineage();
    Deque<String> names = exchange.getQueryParameters().get("name");
    String name = names == null ? "" : names.getFirst();
    Lineage.@Nullable Node node = name.isEmpty() ? null : whole.find(name).orElse(null);
    if (!name.isEmpty() && node == null) {
      answers.problem(exchange, HttpProblem.notFound());
      return;
    }
    Lineage shown = node == null ? whole : whole.around(node);
    frame.send(exchange, site, "Lineage", shown::toMap, () -> main(shown, node, address(site)));
  }

  private static String main(Lineage lineage, Lineage.@Nullable Node node, String address) {
    StringBuilder html = new StringBuilder("<section class=\"ds-prose\">");
    if (node != null) {
      html.append("<p>What ")
          .append(node.kind().word())
          .append(" <strong>")
          .append(HtmlText.escape(node.name()))
          .append("</strong> is made from, and what is made from it. <a href=\"")
          .append(HtmlText.escape(address))
          .append("\">Show everything</a></p>");
    }
    if (lineage.nodes().isEmpty()) {
      return html.append("<p>The site has no sources, models, routes or pages.</p></section>")
          .toString();
    }
    if (lineage.nodes().size() > DRAWN) {
      html.append("<p>There is too much for one picture; choose a name.</p></section>");
    } else {
      html.append("</section><figure class=\"ds-card\"><div class=\"ds-scroll\" tabindex=\"0\">")
          .append(new LineageDrawing(lineage, address + "?name=").svg())
          .append("</div></figure>");
    }
    return html.append(table(lineage, address)).toString();
  }

  private static String table(Lineage lineage, String address) {
    Map<String, List<Lineage.Node>> reads = lineage.reads();
    Map<String, List<Lineage.Node>> readBy = lineage.readBy();
    StringBuilder html =
        new StringBuilder(
            "<figure class=\"ds-card\"><div class=\"ds-scroll\" tabindex=\"0\"><table"
                + " class=\"ds-table\"><thead><tr><th scope=\"col\">Kind</th><th"
                + " scope=\"col\">Name</th><th scope=\"col\">Detail</th><th"
                + " scope=\"col\">Reads</th><th scope=\"col\">Read by</th></tr></thead><tbody>");
    for (Lineage.Node node : lineage.nodes()) {
      html.append("<tr><td>")
          .append(node.kind().word())
          .append("</td><td>")
          .append(link(node, address))
          .append("</td><td>")
          .append(HtmlText.escape(node.detail()))
          .append("</td><td>")
          .append(links(reads.get(node.id()), address))
          .append("</td><td>")
          .append(links(readBy.get(node.id()), address))
          .append("</td></tr>");
    }
    return html.append("</tbody></table></div></figure>").toString();
  }

  private static String links(@Nullable List<Lineage.Node> nodes, String address) {
    return nodes == null
        ? ""
        : nodes.stream().map(node -> link(node, address)).collect(Collectors.joining(", "));
  }

  private static String link(Lineage.Node node, String address) {
    return "<a href=\""
        + HtmlText.escape(address + "?name=" + encoded(node.id()))
        + "\">"
        + HtmlText.escape(node.name())
        + "</a>";
  }

  static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private static String address(Site site) {
    return site.project().config().site().basePath() + "-/lineage";
  }
}
