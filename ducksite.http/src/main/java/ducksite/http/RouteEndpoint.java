package ducksite.http;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.engine.Site;
import ducksite.engine.cache.EncodedResponse;
import ducksite.engine.route.PageForm;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteRequest;
import ducksite.engine.route.RouteResult;
import ducksite.engine.route.RouteTable;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A route's answer: planned, compared with what the client has, found in memory or among the kept
 * results, or executed. What needs neither a file nor a query is answered on the IO thread; the
 * rest on a thread that may block.
 */
final class RouteEndpoint {

  /** What the IO thread has planned for the thread that may block. */
  private static final AttachmentKey<Asked> PLANNED = AttachmentKey.create(Asked.class);

  private static final HttpString ERROR = new HttpString("Ducksite-Error");

  private final Answers answers;
  private final RouteProblems problems;
  private final HtmlOptions htmlOptions;
  private final HttpMetrics metrics;
  private final RouteBodies bodies;
  private final RouteRepeats repeats;
  private final RouteAnalytics analytics;

  RouteEndpoint(
      Answers answers,
      HtmlOptions htmlOptions,
      HttpMetrics metrics,
      RouteAnalytics analytics,
      SpoolSettings spools) {
    this.analytics = analytics;
    this.answers = answers;
    this.problems = new RouteProblems(answers);
    this.htmlOptions = htmlOptions;
    this.metrics = metrics;
    this.bodies = new RouteBodies(answers, metrics, spools);
    this.repeats = new RouteRepeats(metrics);
  }

  /** Answers when the client's copy is good, or the encoded answer is in memory. */
  boolean answerAtOnce(HttpServerExchange exchange, Site site, RouteTable.Match match) {
    if (isForbidden(exchange, match)) {
      return true;
    }
    if (match.route().isPreprocessed()) {
      return false;
    }
    RequestLog.endpoint(exchange, "route");
    try {
      Optional<Asked> asked = asked(exchange, site, match);
      if (asked.isEmpty() || answeredFromMemory(exchange, site, asked.get(), match)) {
        return true;
      }
      exchange.putAttachment(PLANNED, asked.get());
      return false;
    } catch (RouteException e) {
      // Refusals are cheap: the request is not planned twice for one.
      refuse(exchange, site, match, e);
      return true;
    }
  }

  /** Answers; may block. */
  void answer(HttpServerExchange exchange, Site site, RouteTable.Match match) throws IOException {
    if (isForbidden(exchange, match)) {
      return;
    }
    RequestLog.endpoint(exchange, "route");
    try {
      Asked known = exchange.removeAttachment(PLANNED);
      Optional<Asked> planned = known == null ? asked(exchange, site, match) : Optional.of(known);
      if (planned.isEmpty() || answeredFromMemory(exchange, site, planned.get(), match)) {
        return;
      }
      analytics.watch(exchange, site, match.route());
      Asked asked = planned.get();
      head(exchange, asked, match);
      if (exchange.getRequestMethod().equals(Methods.HEAD)) {
        RouteHeaders.keeping(exchange, asked.plan(), asked.tag());
        // No query runs, so the length is not known; without this it would be said to be 0.
        exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
        exchange.endExchange();
        return;
      }
      execute(exchange, asked, match);
    } catch (RouteException e) {
      refuse(exchange, site, match, e);
    }
  }

  /** A person who has left something out, or written something wrong, gets the form again. */
  private void refuse(
      HttpServerExchange exchange, Site site, RouteTable.Match match, RouteException failure) {
    boolean mendable =
        failure.kind() == RouteException.Kind.MISSING_PARAMETER
            || failure.kind() == RouteException.Kind.INVALID_PARAMETER;
    if (mendable && Answers.wantsHtml(exchange)) {
      List<String> formats = queryOf(exchange).getOrDefault("format", List.of());
      @Nullable String asked = formats.isEmpty() ? null : formats.getLast();
      Options shell = htmlOptions.of(exchange, site, "html_t", match);
      PageForm.of(match.route(), asked, shell)
          .ifPresent(form -> exchange.putAttachment(ErrorPages.FORM, form));
    }
    analytics.watch(exchange, site, match.route());
    problems.send(exchange, match.route(), failure);
  }

  /**
   * Answers what a reference asks of a route, as the route's own address would; the exchange
   * becomes one of that address, so that links in the answer lead there.
   */
  void resolve(HttpServerExchange exchange, Site site, Route route, LocalReference reference)
      throws IOException {
    RouteTable.Match match = new RouteTable.Match(route, Map.of(), null);
    if (isForbidden(exchange, match)) {
      return;
    }
    try {
      RouteRequest request =
          new RouteRequest(reference.query(), Map.of(), null, null, Caller.of(exchange).user());
      RoutePlan plan = site.routeExecutor().plan(route, request, reference.redacted());
      ForwardedRequest.become(exchange, site, route, reference.query());
      Optional<Asked> asked = asked(exchange, site, match, plan);
      if (asked.isEmpty()) {
        return;
      }
      if (reference.counted()) {
        analytics.watch(exchange, site, route);
      }
      head(exchange, asked.get(), match);
      execute(exchange, asked.get());
    } catch (RouteException e) {
      problems.send(exchange, route, e);
    }
  }

  /** Refuses a caller without the route's roles, before anything tells of its answer. */
  private boolean isForbidden(HttpServerExchange exchange, RouteTable.Match match) {
    if (Caller.of(exchange).may(match.route())) {
      return false;
    }
    RequestLog.endpoint(exchange, "route");
    answers.problem(exchange, HttpProblem.roleNeeded());
    return true;
  }

  /** A planned request and the form of its answer. */
  record Asked(
      RoutePlan plan,
      AnswerCoding coding,
      Options shell,
      String representation,
      Optional<String> tag) {}

  /** The plan of a request; empty when it is answered already: no form of the bytes is accepted. */
  private Optional<Asked> asked(HttpServerExchange exchange, Site site, RouteTable.Match match)
      throws RouteException {
    RouteRequest request =
        new RouteRequest(
            queryOf(exchange),
            match.values(),
            match.suffix(),
            exchange.getRequestHeaders().getFirst(Headers.ACCEPT),
            Caller.of(exchange).user());
    return asked(exchange, site, match, site.routeExecutor().plan(match.route(), request));
  }

  private Optional<Asked> asked(
      HttpServerExchange exchange, Site site, RouteTable.Match match, RoutePlan plan) {
    Optional<AnswerCoding> accepted = AnswerCoding.of(exchange, plan.mediaType());
    if (accepted.isEmpty()) {
      answers.problem(exchange, HttpProblem.noCoding());
      return Optional.empty();
    }
    AnswerCoding coding = accepted.get();
    boolean page = plan.isPage();
    Options shell = page ? htmlOptions.of(exchange, site, plan.format(), match) : Options.empty();
    String representation = coding.representation() + (page ? shell.asMap() : "");
    return Optional.of(
        new Asked(plan, coding, shell, representation, plan.entityTag(representation)));
  }

  private boolean answeredFromMemory(
      HttpServerExchange exchange, Site site, Asked asked, RouteTable.Match match) {
    Optional<String> tag = asked.tag();
    if (tag.isEmpty()) {
      return false;
    }
    if (EntityTags.matches(
        exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH), tag.get())) {
      analytics.watch(exchange, site, match.route());
      head(exchange, asked, match);
      RouteHeaders.keeping(exchange, asked.plan(), tag);
      repeats.notModified(exchange, site, asked.plan(), tag.get());
      answers.notModified(exchange);
      return true;
    }
    Optional<EncodedResponse> known = asked.plan().inMemory(tag.get());
    if (known.isEmpty()) {
      return false;
    }
    analytics.watch(exchange, site, match.route());
    head(exchange, asked, match);
    RouteHeaders.keeping(exchange, asked.plan(), tag);
    RouteHeaders.put(exchange, known.get().headers());
    RouteAnalytics.rowsOfHead(exchange);
    RouteHeaders.fromMemory(exchange);
    repeats.bytes(exchange, site, asked.plan(), tag.get(), known.get());
    answers.bytes(exchange, asked.plan().mediaType(), known.get().body());
    return true;
  }

  private void execute(HttpServerExchange exchange, Asked asked, RouteTable.Match match)
      throws IOException, RouteException {
    try {
      execute(exchange, asked);
    } catch (RouteException e) {
      RouteResult instead = RouteResult.instead(asked.plan(), e).orElseThrow(() -> e);
      problems.log(exchange, match.route(), e);
      exchange.getResponseHeaders().put(ERROR, e.code());
      try (ClientPresence client = new ClientPresence(exchange)) {
        bodies.send(exchange, asked, instead, client);
      }
    }
  }

  private void execute(HttpServerExchange exchange, Asked asked)
      throws IOException, RouteException {
    ClientPresence client = new ClientPresence(exchange);
    long started = System.nanoTime();
    try {
      RouteResult result = open(asked, client);
      bodies.send(exchange, asked, result, client);
    } catch (RouteException | RuntimeException | IOException e) {
      client.close();
      metrics.counted("failed", started);
      throw e;
    }
  }

  private static RouteResult open(Asked asked, Cancellation client) throws RouteException {
    return asked.plan().open(client);
  }

  /** The parameters of the query string, each with its values in order. */
  static Map<String, List<String>> queryOf(HttpServerExchange exchange) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    exchange.getQueryParameters().forEach((name, values) -> query.put(name, List.copyOf(values)));
    return query;
  }

  private static void head(HttpServerExchange exchange, Asked asked, RouteTable.Match match) {
    RoutePlan plan = asked.plan();
    RouteHeaders.plan(exchange, plan);
    SecurityHeaders.allowImages(exchange, match.route().imageOrigins(plan.format()));
    if (plan.format().equals("html_t") || plan.format().equals("html_c")) {
      RouteHeaders.data(exchange, match.route(), asked.shell().string("route_path").orElse(""));
    }
    if (!plan.isLimited()) {
      String extension = plan.format().replaceFirst("^(csv|arrow)[-_].*", "$1");
      exchange
          .getResponseHeaders()
          .put(
              Headers.CONTENT_DISPOSITION,
              "attachment; filename=\"" + match.route().id() + "." + extension + "\"");
    }
  }
}
