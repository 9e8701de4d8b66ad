package ducksite.engine;

import ducksite.api.Cancellation;
import ducksite.api.auth.AuthenticatedUser;
import ducksite.engine.cache.EncodedResponses;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.Downloads;
import ducksite.engine.datamap.LocationReads;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.model.NamedQuery;
import ducksite.engine.model.Template;
import ducksite.engine.page.Page;
import ducksite.engine.page.PageExecutor;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.Roles;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.render.Shell;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteExecutor;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteTable;
import ducksite.engine.sql.SqlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One compiled state of a project, complete and immutable: a request sees one site from start to
 * end. Closing it ends its plugins and gives its engine back; whoever serves it closes it when the
 * last request that sees it has ended.
 */
public final class Site implements AutoCloseable {

  private static final Duration PUBLISHING = Duration.ofSeconds(2);

  private final SiteParts parts;
  private final Map<String, Page> pagesByUrl = new HashMap<>();
  private final LocationReads locationReads;
  private final List<Entry> navigation;

  Site(SiteParts parts) {
    this.parts = parts;
    this.locationReads =
        new LocationReads(parts.plugins(), parts.project().config().site().freshness());
    this.navigation = navigation(parts);
    parts.pages().forEach(page -> pagesByUrl.putIfAbsent(page.url(), page));
  }

  /** The project it was compiled from. */
  public Project project() {
    return parts.project();
  }

  /** The title for people. */
  public String title() {
    String title = project().config().site().title();
    return title == null ? "ducksite" : title;
  }

  /** All Parquet files. */
  public DataMap dataMap() {
    return parts.dataMap();
  }

  /** Reads of the files that stay where they are. */
  public LocationReads locationReads() {
    return locationReads;
  }

  /** What clients may download. */
  public Downloads downloads() {
    return parts.downloads();
  }

  /** Sources and models by name, what is read before its readers. */
  public Map<String, NamedQuery> queries() {
    return parts.queries();
  }

  /** How many queries had to be planned; the others have not changed since they were. */
  public int planned() {
    return parts.planned();
  }

  /** The views per value of file sources. */
  public List<Template> templates() {
    return parts.templates();
  }

  /** Routes in the order of their ids. */
  public List<Route> routes() {
    return parts.routes();
  }

  /** The route of an id. */
  public Optional<Route> route(String id) {
    return parts.routes().stream().filter(route -> route.id().equals(id)).findFirst();
  }

  /** Finds routes by path. */
  public RouteTable routeTable() {
    return parts.routeTable();
  }

  /** Executes routes. */
  public RouteExecutor routeExecutor() {
    return parts.routeExecutor();
  }

  /**
   * Runs a route in this process, as a request to it would be answered: the same checks, steps,
   * limits and kept results. This is the way to a route's rows from Java.
   *
   * <pre>{@code
   * RouteAnswer answer = site.execute(RouteCall.of("hello").with("name", "Ada"));
   * for (Map<String, Object> row : answer.records()) {
   *   System.out.println(row.get("greeting"));
   * }
   * }</pre>
   *
   * @throws RouteException when there is no such route, its roles do not let the caller's user
   *     through, or a value is missing or not valid: its {@code kind} tells
   */
  public RouteAnswer execute(RouteCall call) throws RouteException {
    return execute(call, () -> false);
  }

  /**
   * Runs a route as {@link #execute(RouteCall)}, until it is not wanted any more.
   *
   * @param cancellation asked now and then; its query is stopped once it says so
   */
  public RouteAnswer execute(RouteCall call, Cancellation cancellation) throws RouteException {
    Route route = route(call.route()).orElseThrow(() -> RouteException.notFound(call.route()));
    if (call.user() != null && !route.allows(Optional.of(call.user()))) {
      throw RouteException.roleNeeded(route.id());
    }
    RoutePlan plan = routeExecutor().plan(route, call.request());
    return new RouteAnswer(this, route, call.request(), plan, cancellation);
  }

  /**
   * A query of the author's own over the sources and models, ready to be executed as a route
   * without parameters; empty when it has problems.
   */
  public Optional<Route> query(String sql, Problems problems) {
    return parts.queryCompiler().apply(SourceFragment.of("query", sql), problems);
  }

  /** All rows of a source or model, as {@link #query(String, Problems)}. */
  public Optional<Route> rows(String name, Problems problems) {
    return query("FROM " + SqlText.identifier(name), problems);
  }

  /** Pages in the order of their paths. */
  public List<Page> pages() {
    return parts.pages();
  }

  /** The page of a canonical path. */
  public Optional<Page> page(String url) {
    return Optional.ofNullable(pagesByUrl.get(url));
  }

  /** How the site knows whom a request acts for. */
  public SiteAuthentication authentication() {
    return parts.authentication();
  }

  /** Who may download files of a source, by its name; empty for sources without one. */
  public Roles rolesOf(String source) {
    return project().config().rolesOf(source);
  }

  /** Executes pages. */
  public PageExecutor pageExecutor() {
    return parts.pageExecutor();
  }

  /** Addresses of the index pages that a user may see. */
  public List<String> sitemap(Optional<AuthenticatedUser> user) {
    return pages().stream()
        .filter(page -> page.roles().allow(user))
        .map(Page::url)
        .filter(url -> url.endsWith("/"))
        .map(url -> url + "index.html")
        .sorted()
        .toList();
  }

  /**
   * The compiled texts of all queries, by the path they are published at, such as {@code
   * sql/_global/orders.sql}.
   */
  public Map<String, String> artefacts() {
    return SiteArtefacts.queries(this);
  }

  /** The views of {@code _manifest.json}, by name. */
  public Map<String, Object> manifest() {
    return SiteArtefacts.manifest(this);
  }

  /** What is made from what. */
  public Lineage lineage() {
    return new LineageOfSite(this).draw();
  }

  /** What was found while compiling. */
  public List<Problem> problems() {
    return parts.problems();
  }

  /**
   * The errors that cost a reader something: those of models do not while no route and no page
   * reads one that is broken.
   */
  public List<Problem> costlyErrors() {
    return parts.problems().stream()
        .filter(Problem::isError)
        .filter(each -> !parts.modelsAreSpared() || !isOfModel(each))
        .toList();
  }

  private static boolean isOfModel(Problem problem) {
    return problem.file() != null && problem.file().startsWith("sources_sql/");
  }

  /** The plugins. */
  public PluginHost plugins() {
    return parts.plugins();
  }

  /** The engine, for queries of the author. */
  public DuckInstance duck() {
    return parts.duck().instance();
  }

  /** Encoded answers in memory. */
  public EncodedResponses responses() {
    return parts.responses();
  }

  /** Kept results of routes. */
  public ResultCache results() {
    return parts.results();
  }

  /**
   * Navigation of the header: the start page and the index pages of the folders, or all pages when
   * there are few; of them those that the user may see.
   */
  public List<Shell.Link> navigation(Optional<AuthenticatedUser> user) {
    return navigation.stream().filter(entry -> entry.roles().allow(user)).map(Entry::link).toList();
  }

  /** A link of the navigation and who may see it. */
  private record Entry(Shell.Link link, Roles roles) {}

  private static List<Entry> navigation(SiteParts parts) {
    List<Entry> links = new ArrayList<>();
    String base = parts.project().config().site().basePath();
    for (Page page : parts.pages()) {
      boolean top =
          page.url().equals("/") || page.url().indexOf('/', 1) < 0 || page.url().endsWith("/");
      if (top) {
        links.add(
            new Entry(new Shell.Link(base + page.url().substring(1), page.title()), page.roles()));
      }
    }
    return List.copyOf(links);
  }

  @Override
  public void close() {
    parts.results().awaitPublished(PUBLISHING);
    parts.identities().close();
    parts.dataMap().statistics().close();
    parts.plugins().close();
    parts.duck().close();
    if (parts.heavy() != null) {
      parts.heavy().close();
    }
  }
}
