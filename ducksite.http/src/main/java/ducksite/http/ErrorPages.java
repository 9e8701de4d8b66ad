package ducksite.http;

import ducksite.engine.render.HtmlText;
import ducksite.engine.render.Shell;
import ducksite.engine.route.PageForm;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.function.Function;

/** Errors as pages for people, in the look of the site. */
final class ErrorPages {

  /** What a person can fill in to get an answer after all. */
  static final AttachmentKey<PageForm> FORM = AttachmentKey.create(PageForm.class);

  private final Function<HttpServerExchange, Shell> shell;

  ErrorPages(Function<HttpServerExchange, Shell> shell) {
    this.shell = shell;
  }

  String page(HttpServerExchange exchange, HttpProblem problem, String requestId) {
    StringBuilder main = new StringBuilder();
    main.append("<section class=\"ds-error\"><h1>")
        .append(HtmlText.escape(problem.title()))
        .append("</h1>");
    paragraph(main, "", problem.detail());
    for (HttpProblem.ParameterError error : problem.errors()) {
      if (!error.detail().equals(problem.detail())) {
        paragraph(main, "", error.parameter() + ": " + error.detail());
      }
    }
    paragraph(main, " class=\"ds-hint\"", problem.hint());
    paragraph(
        main,
        " class=\"ds-hint\"",
        problem.status() + " " + problem.code() + ", request " + requestId);
    main.append("</section>");
    PageForm form = exchange.getAttachment(FORM);
    String head = form == null ? "" : form.head();
    main.append(form == null ? "" : form.html());
    return shell.apply(exchange).document(problem.title(), "", head, main.toString(), "");
  }

  private static void paragraph(
      StringBuilder html, String attributes, @org.jspecify.annotations.Nullable String text) {
    if (text != null) {
      html.append("<p").append(attributes).append('>').append(HtmlText.escape(text)).append("</p>");
    }
  }
}
