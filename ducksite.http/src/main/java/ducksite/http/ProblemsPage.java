package ducksite.http;

import ducksite.engine.CurrentSite;
import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.project.Problem;
import ducksite.engine.project.ProblemFormat;
import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code /-/problems}: what is wrong with the project that is served and, by now, with its data,
 * and with a newer state of it that is not served.
 */
final class ProblemsPage implements Endpoint {

  private final AuthorFrame frame;
  private final CurrentSite current;

  ProblemsPage(AuthorFrame frame, CurrentSite current) {
    this.frame = frame;
    this.current = current;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    List<Problem> kept = rejectedProblems();
    List<Problem> served = new ArrayList<>(current.notices());
    served.addAll(site.problems());
    frame.send(
        exchange,
        site,
        "Problems",
        () -> Map.of("problems", maps(served), "rejected", maps(kept)),
        () -> html(kept, served));
  }

  /** The errors of a newer state of the project, for which it is not served. */
  private List<Problem> rejectedProblems() {
    return current.rejected().map(RejectedChange::problems).orElse(List.of()).stream()
        .filter(Problem::isError)
        .toList();
  }

  private static List<Map<String, Object>> maps(List<Problem> problems) {
    return problems.stream().map(ProblemFormat::toMap).toList();
  }

  private static String html(List<Problem> rejected, List<Problem> served) {
    HtmlLines html = new HtmlLines();
    if (!rejected.isEmpty()) {
      html.heading("In the latest change, which is not served");
      rejected.forEach(problem -> problem(html, problem));
      html.heading("In what is served");
    }
    served.forEach(problem -> problem(html, problem));
    return served.isEmpty() ? html.note("No problems were found.").toString() : html.toString();
  }

  private static void problem(HtmlLines html, Problem problem) {
    html.markup("<figure class=\"ds-card\"><figcaption>")
        .badge(problem.code(), problem.isError() ? "ds-badge-bad" : "")
        .text(" " + problem.message())
        .markup("</figcaption><div class=\"ds-scroll\" tabindex=\"0\">")
        .element("pre class=\"ds-source\"", ProblemFormat.plain().text(problem))
        .markup("</div></figure>");
  }
}
