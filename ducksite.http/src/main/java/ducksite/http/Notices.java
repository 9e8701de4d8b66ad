package ducksite.http;

import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.project.Problem;
import ducksite.engine.render.Shell;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What pages tell the site's author besides their content: that the latest change of the project is
 * not served, and why. Nobody else sees it.
 */
record Notices(Authors authors, Supplier<Optional<RejectedChange>> rejected) {

  private static final AttachmentKey<Boolean> SHOWN = AttachmentKey.create(Boolean.class);
  private static final int MOST_LINES = 3;

  /** The notice of a page, if there is one for whoever asks. */
  Optional<Shell.Notice> of(HttpServerExchange exchange, Site site) {
    Optional<RejectedChange> change = rejected.get();
    if (change.isEmpty() || !authors.isOne(exchange, site)) {
      return Optional.empty();
    }
    exchange.putAttachment(SHOWN, true);
    List<Problem> errors = change.get().problems().stream().filter(Problem::isError).toList();
    String base = site.project().config().site().basePath();
    return Optional.of(
        new Shell.Notice(
            "The latest change is not served" + count(errors.size()),
            errors.stream().limit(MOST_LINES).map(Notices::line).toList(),
            new Shell.Link(base + "-/problems", "All problems")));
  }

  /** Whether a page with a notice is answered, which nobody keeps for longer than it is true. */
  static boolean areShown(HttpServerExchange exchange) {
    return exchange.getAttachment(SHOWN) != null;
  }

  private static String count(int errors) {
    return switch (errors) {
      case 0 -> "; the log says why.";
      case 1 -> ": it has an error.";
      default -> ": it has " + errors + " errors.";
    };
  }

  private static String line(Problem problem) {
    if (problem.file() == null) {
      return problem.message();
    }
    String line = problem.line() == 0 ? "" : ":" + problem.line() + ":" + problem.column();
    return problem.file() + line + ": " + problem.message();
  }
}
