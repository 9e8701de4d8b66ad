package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The pages that the {@code type} of a problem leads to. They tell of the product and nothing of
 * the site, so that whoever gets a problem may read them.
 */
final class ProblemDocs implements Endpoint {

  private final Answers answers;
  private final Shells shells;

  ProblemDocs(Answers answers, Shells shells) {
    this.answers = answers;
    this.shells = shells;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    String code = path.substring(DocsPages.PROBLEMS.length());
    List<ProblemPage> shown =
        ProblemPage.ALL.stream()
            .filter(page -> code.isEmpty() || page.code().equals(code))
            .toList();
    if (shown.isEmpty()) {
      answers.problem(exchange, HttpProblem.notFound());
      return;
    }
    String title = code.isEmpty() ? "Problems" : code;
    String main = html(title, shown, code.isEmpty(), base(site));
    answers.tagged(
        exchange,
        "text/html; charset=utf-8",
        shells
            .of(site, Caller.of(exchange))
            .document(title, "", main, "")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String base(Site site) {
    return site.project().config().site().basePath() + DocsPages.PROBLEMS.substring(1);
  }

  private static String html(String title, List<ProblemPage> shown, boolean all, String base) {
    HtmlLines html = new HtmlLines();
    html.markup("<section class=\"ds-prose\"><h1>").text(title).markup("</h1>");
    html.element("p", all ? "The codes of this server's errors." : null);
    html.markup("</section><figure class=\"ds-card\"><dl class=\"ds-definitions\">");
    for (ProblemPage page : shown) {
      html.markup("<dt>").link(base + page.code(), page.code()).markup("</dt>");
      html.element("dd", page.status() + ": " + page.meaning());
      html.element("dd", page.remedy());
    }
    html.markup("</dl></figure>");
    if (!all) {
      html.markup("<section class=\"ds-prose\"><p>").link(base, "All problems");
      html.markup("</p></section>");
    }
    return html.toString();
  }
}
