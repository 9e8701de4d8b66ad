package ducksite.http;

import ducksite.engine.CurrentSite;
import ducksite.engine.Site;
import ducksite.engine.SiteAuthentication;
import ducksite.engine.render.Shell;
import ducksite.web.WebAssets;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.ToDoubleFunction;

/** All endpoints of a server and the chain before them, wired by hand. */
final class Endpoints implements AutoCloseable {

  private static final int SPOOL_MEMORY = 4 << 20;
  private static final long SPOOL_FILE = 2L << 30;

  private final CurrentSite current;
  private final ServerSettings settings;
  private final HttpMetrics metrics = new HttpMetrics();
  private final RouteAnalytics analytics = new RouteAnalytics();
  private final AccessLog log;
  private final Repeats repeats;
  private final Authors authors;
  private final Shells shells;
  private final Answers answers;
  private final Router router;
  private final Executor executor;

  Endpoints(
      ServerSettings settings,
      CurrentSite current,
      WebAssets assets,
      boolean loopback,
      Executor executor) {
    this.current = current;
    this.executor = executor;
    this.authors = new Authors(loopback);
    this.shells = new Shells(assets, new Notices(authors, current::rejected));
    this.settings = settings;
    this.log = new AccessLog(settings.accessLog());
    this.repeats = new Repeats(current, log, metrics.repeats);
    this.answers = new Answers(new ErrorPages(this::errorShell));
    this.router = router(settings, assets);
    gauges();
  }

  HttpMetrics metrics() {
    return metrics;
  }

  /** The answers that are given without asking this chain. */
  Repeats repeats() {
    return repeats;
  }

  /** Ends the log. */
  @Override
  public void close() {
    log.close();
  }

  Map<String, String> addresses() {
    Map<String, String> addresses = new java.util.TreeMap<>(router.addresses());
    addresses.put("/healthz", "health");
    addresses.put("/readyz", "ready");
    addresses.put("/metrics", "metrics");
    return addresses;
  }

  /** The order of the request path: log, host, health, authentication, figures, site. */
  HttpHandler chain(List<String> hosts) {
    HttpHandler site = new SiteHandler(current, router, answers, executor);
    HttpHandler measured = exchange -> scrape(exchange, site);
    HttpHandler authenticated =
        new Authentication(
            current,
            settings.usersNeeded(),
            new TrustedProxies(settings.trustedProxies()),
            metrics.authentications,
            answers,
            executor,
            measured);
    HttpHandler healthy = exchange -> health(exchange, authenticated);
    return new RequestLog(metrics, log, new HostCheck(hosts, answers, healthy));
  }

  private void health(HttpServerExchange exchange, HttpHandler next) throws Exception {
    switch (exchange.getRequestPath()) {
      case "/healthz" -> {
        RequestLog.endpoint(exchange, "health");
        answers.text(exchange, "ok\n");
      }
      case "/readyz" -> {
        RequestLog.endpoint(exchange, "ready");
        boolean ready = ofSite(site -> true, false);
        exchange.setStatusCode(ready ? 200 : 503);
        answers.text(exchange, ready ? "ready\n" : "starting\n");
      }
      default -> next.handleRequest(exchange);
    }
  }

  private void scrape(HttpServerExchange exchange, HttpHandler next) throws Exception {
    if (!exchange.getRequestPath().equals("/metrics")) {
      next.handleRequest(exchange);
      return;
    }
    RequestLog.endpoint(exchange, "metrics");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    writer.write(out, metrics.registry.scrape());
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    answers.bytes(exchange, writer.getContentType(), out.toByteArray());
  }

  private Router router(ServerSettings settings, WebAssets assets) {
    SpoolSettings spools = new SpoolSettings(settings.temporary(), SPOOL_MEMORY, SPOOL_FILE);
    RouteEndpoint routes =
        new RouteEndpoint(
            answers,
            new HtmlOptions(shells, new Banners(new TrustedProxies(settings.trustedProxies()))),
            metrics,
            analytics,
            spools);
    PageEndpoint pages = new PageEndpoint(answers, shells, metrics);
    StaticFiles files = new StaticFiles();
    SiteEndpoint own = new SiteEndpoint(routes, pages, files, answers);
    AuthorFrame frame = new AuthorFrame(answers, shells);
    Endpoint docs = forAuthor(new DocsPages(answers, frame, analytics));
    AssetEndpoint browser = new AssetEndpoint(assets, answers);
    Endpoint missing =
        Endpoint.immediate(
            (exchange, site, path) -> answers.problem(exchange, HttpProblem.notFound()));
    Router table =
        new Router(new Router.Entry("site", own, SiteHandler.METHODS))
            .exact(
                "/openapi.json",
                "openapi",
                (exchange, site, path) ->
                    answers.tagged(
                        exchange,
                        new OpenApi(site, settings.productVersion(), Caller.of(exchange))
                            .document()))
            .exact("/sitemap.json", "sitemap", Endpoint.immediate(this::sitemap))
            .exact("/-/", "author", forAuthor(new AuthorIndex(frame)))
            .exact("/-/problems", "problems", forAuthor(new ProblemsPage(frame, current)))
            .exact("/-/plugins", "plugins", forAuthor(new PluginsPage(frame, current::rejected)))
            .exact("/-/lineage", "lineage", forAuthor(new LineagePage(answers, frame)))
            .exact("/-/cache", "cache", forAuthor(new CachePage(frame)))
            .exact(
                "/-/routes",
                "routes",
                forAuthor(new RoutesPage(frame, new RouteFigures(analytics))))
            .exact(DocsPages.INDEX, "docs", docs)
            .prefix(DocsPages.INDEX + "/", "docs", docs)
            .prefix(DocsPages.PROBLEMS, "problem", new ProblemDocs(answers, shells))
            .exact("/sql/_manifest.json", "artefact", forAuthor(new ManifestEndpoint(answers)))
            .prefix("/sql/", "artefact", forAuthor(new ArtefactEndpoint(answers)))
            .prefix("/data/", "data", new DataEndpoint(answers, spools))
            .prefix("/assets/", "asset", browser)
            .exact(ChartScriptEndpoint.PATH, "asset", new ChartScriptEndpoint(files, browser))
            .prefix("/vendor/", "asset", browser);
    table
        .exact("/routes", "listing", new RouteListing(answers, analytics))
        .prefix(RouteSchema.PREFIX, "schema", new RouteSchema(answers))
        .post("/local/resolve", "local", new LocalResolve(answers, routes, settings.maxBody()));
    for (String reserved : List.of("/-/", "/shares/", "/auth/", "/local/", "/api/")) {
      table.prefix(reserved, "reserved", missing);
    }
    return table;
  }

  private Endpoint forAuthor(Endpoint face) {
    return new AuthorEndpoint(authors, answers, face);
  }

  private void sitemap(HttpServerExchange exchange, Site site, String path) {
    answers.json(exchange, Map.of("routes", site.sitemap(Caller.of(exchange).optionalUser())));
  }

  /** Who is not known learns nothing of the site from an error's page. */
  private Shell errorShell(HttpServerExchange exchange) {
    Site site = HeldSite.of(exchange).map(CurrentSite.Lease::site).orElse(null);
    Caller caller = Caller.of(exchange);
    if (site == null) {
      return shells.bare(null);
    }
    boolean open =
        site.authentication() instanceof SiteAuthentication.Nobody && !settings.usersNeeded();
    return open || caller.user() != null ? shells.of(exchange, site) : shells.bare(site);
  }

  private void gauges() {
    CacheMetrics.register(current, metrics.registry);
    siteGauge("ducksite_routes", "Routes of the site.", site -> site.routes().size());
    siteGauge("ducksite_pages", "Pages of the site.", site -> site.pages().size());
    siteGauge(
        "ducksite_named_queries", "Sources and models of the site.", site -> site.queries().size());
    siteGauge(
        "ducksite_data_files", "Parquet files of the site.", site -> site.dataMap().files().size());
    siteGauge(
        "ducksite_problems",
        "Problems found when the site was compiled.",
        site -> site.problems().size());
    siteGauge(
        "ducksite_result_bytes",
        "Results on their way, outside the heap.",
        site -> site.duck().resultBytes());
    siteGauge(
        "ducksite_response_cache_bytes",
        "Encoded answers in memory.",
        site -> site.responses().bytes());
    siteGauge(
        "ducksite_response_cache_hits",
        "Answers found in memory.",
        site -> site.responses().hits());
    siteGauge(
        "ducksite_response_cache_misses",
        "Answers not found in memory.",
        site -> site.responses().misses());
    siteGauge("ducksite_plugins", "Plugins known.", site -> site.plugins().plugins().size());
    metrics.registry.register(new PluginFigures(() -> ofSite(PluginFigures::of, Map.of())));
  }

  private void siteGauge(String name, String help, ToDoubleFunction<Site> value) {
    metrics.gauge(name, help, () -> ofSite(value::applyAsDouble, 0.0));
  }

  private <T> T ofSite(java.util.function.Function<Site, T> value, T otherwise) {
    try (CurrentSite.Lease lease = current.lease().orElse(null)) {
      return lease == null ? otherwise : value.apply(lease.site());
    }
  }
}
