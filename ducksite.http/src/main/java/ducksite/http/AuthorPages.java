package ducksite.http;

import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.plugin.PluginReport;
import ducksite.engine.plugin.PluginState;
import ducksite.engine.project.Problem;
import ducksite.engine.project.ProblemFormat;
import ducksite.engine.render.HtmlText;
import ducksite.engine.route.Route;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the author sees of the running site: problems, routes, plugins; as a page for people, as
 * JSON for programs.
 */
final class AuthorPages {

  private static final String REJECTED = "rejected";

  private final Answers answers;
  private final Shells shells;
  private final RouteFigures figures;
  private final Supplier<Optional<RejectedChange>> rejected;

  AuthorPages(
      Answers answers,
      Shells shells,
      RouteFigures figures,
      Supplier<Optional<RejectedChange>> rejected) {
    this.answers = answers;
    this.shells = shells;
    this.figures = figures;
    this.rejected = rejected;
  }

  Endpoint problems() {
    return (exchange, site, path) ->
        send(
            exchange,
            site,
            "Problems",
            Map.of(
                "problems",
                site.problems().stream().map(ProblemFormat::toMap).toList(),
                REJECTED,
                rejectedProblems().stream().map(ProblemFormat::toMap).toList()),
            served -> rejectedHtml(problems(rejectedProblems())) + problemsHtml(served));
  }

  Endpoint routes() {
    return (exchange, site, path) ->
        send(
            exchange,
            site,
            "Routes",
            Map.of("routes", routes(exchange, site).stream().map(figures::describe).toList()),
            each -> figures.html(each, routes(exchange, each)));
  }

  /** All routes for an author without a name, for a user those that answer them. */
  private static List<Route> routes(HttpServerExchange exchange, Site site) {
    Caller caller = Caller.of(exchange);
    return site.routes().stream()
        .filter(route -> caller.user() == null || caller.may(route))
        .toList();
  }

  Endpoint plugins() {
    return (exchange, site, path) ->
        send(
            exchange,
            site,
            "Plugins",
            Map.of(
                "plugins",
                site.plugins().plugins().stream().map(PluginReport::toMap).toList(),
                REJECTED,
                rejectedPlugins().stream().map(PluginReport::toMap).toList()),
            served -> rejectedHtml(plugins(rejectedPlugins())) + pluginsHtml(served));
  }

  /** The errors of a newer state of the project, for which it is not served. */
  private List<Problem> rejectedProblems() {
    return rejected.get().map(RejectedChange::problems).orElse(List.of()).stream()
        .filter(Problem::isError)
        .toList();
  }

  /** The plugins of a newer state of the project that could not be loaded. */
  private List<PluginReport> rejectedPlugins() {
    return rejected.get().map(RejectedChange::plugins).orElse(List.of()).stream()
        .filter(plugin -> plugin.state() == PluginState.FAILED)
        .toList();
  }

  private static String rejectedHtml(String cards) {
    return cards.isEmpty()
        ? ""
        : "<section class=\"ds-prose\"><h2>In the latest change, which is not served</h2></section>"
            + cards
            + "<section class=\"ds-prose\"><h2>In what is served</h2></section>";
  }

  private void send(
      HttpServerExchange exchange,
      Site site,
      String title,
      Object json,
      Function<Site, String> html) {
    exchange.getResponseHeaders().put(io.undertow.util.Headers.CACHE_CONTROL, "no-store");
    if (Answers.wantsHtml(exchange)) {
      String main =
          "<section class=\"ds-prose\"><h1>" + title + "</h1></section>" + html.apply(site);
      answers.html(exchange, shells.of(site, Caller.of(exchange)).document(title, "", main, ""));
    } else {
      answers.json(exchange, json);
    }
  }

  private static String problemsHtml(Site site) {
    if (site.problems().isEmpty()) {
      return "<section class=\"ds-prose\"><p>No problems were found.</p></section>";
    }
    return problems(site.problems());
  }

  private static String problems(List<Problem> problems) {
    StringBuilder html = new StringBuilder();
    for (Problem problem : problems) {
      html.append("<figure class=\"ds-card\"><figcaption><span class=\"ds-badge ")
          .append(problem.isError() ? "ds-badge-bad" : "")
          .append("\">")
          .append(HtmlText.escape(problem.code()))
          .append("</span> ")
          .append(HtmlText.escape(problem.message()))
          .append("</figcaption><div class=\"ds-scroll\" tabindex=\"0\"><pre class=\"ds-source\">")
          .append(HtmlText.escape(ProblemFormat.plain().text(problem)))
          .append("</pre></div></figure>");
    }
    return html.toString();
  }

  private static String pluginsHtml(Site site) {
    String html = plugins(site.plugins().plugins());
    return html.isEmpty()
        ? "<section class=\"ds-prose\"><p>No plugins are loaded.</p></section>"
        : html;
  }

  private static String plugins(List<PluginReport> plugins) {
    StringBuilder html = new StringBuilder();
    for (PluginReport plugin : plugins) {
      boolean good = plugin.state().name().equals("ACTIVE");
      html.append("<figure class=\"ds-card\"><figcaption>")
          .append(HtmlText.escape(plugin.id()))
          .append(" <span class=\"ds-badge ")
          .append(good ? "ds-badge-good" : "ds-badge-bad")
          .append("\">")
          .append(plugin.state())
          .append("</span></figcaption><dl class=\"ds-definitions\">");
      definition(html, "Description", plugin.description());
      definition(html, "Version", plugin.version());
      definition(html, "API", plugin.api());
      definition(html, "Provides", join(plugin.spis()));
      definition(html, "Isolation", plugin.isolation());
      definition(html, "File", plugin.source());
      definition(html, "SHA-256", plugin.sha256());
      definition(html, "Reason", plugin.reason());
      definition(html, "Required", plugin.required() ? "yes" : null);
      definition(
          html,
          "Declares (not enforced)",
          join(
              plugin.declares().entrySet().stream()
                  .sorted(java.util.Map.Entry.comparingByKey())
                  .map(each -> each.getKey() + ": " + join(each.getValue()))
                  .toList()));
      notes(html, plugin.warnings());
      html.append("</dl></figure>");
    }
    return html.toString();
  }

  /** Large private jars bring dozens, which would hide the other plugins. */
  private static void notes(StringBuilder html, List<String> notes) {
    if (notes.size() <= 3) {
      notes.forEach(note -> definition(html, "Note", note));
      return;
    }
    html.append("<dt>Notes</dt><dd><details class=\"ds-data\"><summary>")
        .append(notes.size())
        .append(" notes</summary><ul>");
    notes.forEach(note -> html.append("<li>").append(HtmlText.escape(note)).append("</li>"));
    html.append("</ul></details></dd>");
  }

  private static void definition(
      StringBuilder html, String term, @org.jspecify.annotations.Nullable String text) {
    if (text != null && !text.isEmpty()) {
      html.append("<dt>")
          .append(term)
          .append("</dt><dd>")
          .append(HtmlText.escape(text))
          .append("</dd>");
    }
  }

  private static String join(List<String> texts) {
    return String.join(", ", texts);
  }
}
