package ducksite.http;

import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.project.Problem;
import ducksite.engine.project.ProblemFormat;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /-/problems}: what is wrong with the project that is served, and with a newer state of it
 * that is not.
 */
final class ProblemsPage implements Endpoint {

  private final AuthorFrame frame;
  private final Supplier<Optional<RejectedChange>> rejected;

  ProblemsPage(AuthorFrame frame, Supplier<Optional<RejectedChange>> rejected) {
    this.frame = frame;
    this.rejected = rejected;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    List<Problem> kept = rejectedProblems();
    frame.send(
        exchange,
        site,
        "Problems",
        () -> Map.of("problems", maps(site.problems()), "rejected", maps(kept)),
        () -> html(kept, site.problems()));
  }

  /** The errors of a newer state of the project, for which it is not served. */
  private List<Problem> rejectedProblems() {
    return rejected.get().map(RejectedChange::problems).orElse(List.of()).stream()
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
