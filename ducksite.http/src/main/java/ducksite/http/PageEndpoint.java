package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.cache.EncodedResponse;
import ducksite.engine.page.Page;
import ducksite.engine.page.PageChoice;
import ducksite.engine.page.PageExecution;
import ducksite.engine.page.PageHtml;
import ducksite.engine.render.Shell;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page with its first results. An unchanged page is answered from memory, or with 304, on the IO
 * thread.
 */
final class PageEndpoint {

  private static final String HTML = "text/html; charset=utf-8";

  private final Answers answers;
  private final Shells shells;
  private final HttpMetrics metrics;

  PageEndpoint(Answers answers, Shells shells, HttpMetrics metrics) {
    this.answers = answers;
    this.shells = shells;
    this.metrics = metrics;
  }

  /** Answers when no query has to run. */
  boolean answerAtOnce(HttpServerExchange exchange, Site site, Page page) {
    if (!Caller.of(exchange).may(page.roles())) {
      answers.problem(exchange, HttpProblem.roleNeeded());
      return true;
    }
    Optional<String> tag = tag(exchange, site, page);
    if (tag.isEmpty()) {
      return false;
    }
    if (EntityTags.matches(
        exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH), tag.get())) {
      head(exchange, tag);
      answers.notModified(exchange);
      return true;
    }
    Optional<byte[]> known = site.responses().find(tag.get()).map(EncodedResponse::body);
    known.ifPresent(
        body -> {
          head(exchange, tag);
          answers.bytes(exchange, HTML, body);
        });
    return known.isPresent();
  }

  void answer(HttpServerExchange exchange, Site site, Page page) {
    if (!Caller.of(exchange).may(page.roles())) {
      answers.problem(exchange, HttpProblem.roleNeeded());
      return;
    }
    Shell shell = shells.of(exchange, site);
    Optional<String> tag = tag(exchange, site, page);
    long started = System.nanoTime();
    PageExecution execution;
    try (ClientPresence client = new ClientPresence(exchange)) {
      execution = site.pageExecutor().execute(page, choice(exchange, page), client);
    }
    int queries = execution.results().size() + execution.failures().size();
    metrics.queries.labelValues("ok").inc(execution.results().size());
    metrics.queries.labelValues("failed").inc(execution.failures().size());
    if (queries > 0) {
      metrics.queryDuration.observe((System.nanoTime() - started) / 1e9);
    }
    byte[] body = PageHtml.document(page, execution, shell).getBytes(StandardCharsets.UTF_8);
    boolean lasting =
        tag.isPresent() && execution.failures().isEmpty() && tag.equals(tag(exchange, site, page));
    if (lasting) {
      site.responses().put(tag.get(), EncodedResponse.of(body));
    }
    head(exchange, lasting ? tag : Optional.empty());
    answers.bytes(exchange, HTML, body);
  }

  /** What the reader has chosen; other parameters of the address change nothing. */
  private static PageChoice choice(HttpServerExchange exchange, Page page) {
    Map<String, List<String>> query = new HashMap<>();
    exchange.getQueryParameters().forEach((name, values) -> query.put(name, List.copyOf(values)));
    return page.inputs().choice(query);
  }

  private Optional<String> tag(HttpServerExchange exchange, Site site, Page page) {
    Shell shell = shells.of(exchange, site);
    return site.pageExecutor().entityTag(page, choice(exchange, page), shell.toString());
  }

  private static void head(HttpServerExchange exchange, Optional<String> tag) {
    exchange
        .getResponseHeaders()
        .put(Headers.CACHE_CONTROL, tag.isPresent() ? "no-cache" : "no-store");
    tag.ifPresent(each -> exchange.getResponseHeaders().put(Headers.ETAG, each));
  }
}
