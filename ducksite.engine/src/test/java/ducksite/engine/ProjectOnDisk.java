package ducksite.engine;

import ducksite.api.Options;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problem;
import ducksite.engine.project.ProblemFormat;
import ducksite.engine.project.Problems;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A project folder under construction, with real Parquet files, and what compiling it gives. */
public final class ProjectOnDisk implements AutoCloseable {

  /** Of the last compilation. */
  public Problems problems = new Problems();

  public final Path root;
  public final StateFolder state;
  private @Nullable SiteBuilder builder;
  private @Nullable Site site;

  public ProjectOnDisk(Path root) throws IOException {
    this.root = root;
    this.state = new StateFolder(root.resolve(".ducksite_data"));
    toml("");
  }

  public ProjectOnDisk toml(String text) throws IOException {
    return file("ducksite.toml", text);
  }

  public ProjectOnDisk file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** A Parquet file with the rows of a query. */
  public Path parquet(String name, String sql) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (" + sql + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet)");
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return file;
  }

  /** Rows {@code (1, 'emea', 10), (2, 'na', 20), (3, 'apac', 30)} of id, region, amount. */
  public Path sales(String name) throws IOException {
    return parquet(
        name,
        "SELECT * FROM (VALUES (1, 'emea', 10), (2, 'na', 20), (3, 'apac', 30))"
            + " t(id, region, amount)");
  }

  public BuildSettings settings() {
    return new BuildSettings(
        root, state, Overrides.of(List.of()), null, false, "test", message -> {});
  }

  SiteBuilder builder() {
    if (builder == null) {
      builder = new SiteBuilder(settings());
    }
    return builder;
  }

  /** Compiles; the site lives until the next one or until this is closed. */
  public Site compile() throws IOException {
    problems = new Problems();
    return keep(builder().compile(problems));
  }

  /** Compiles what must be without errors. */
  public Site compiled() throws IOException {
    Site compiled = compile();
    if (problems.hasErrors()) {
      throw new AssertionError(ProblemFormat.plain().text(problems.all()));
    }
    return compiled;
  }

  BuildResult build() throws IOException {
    problems = new Problems();
    BuildResult result = builder().build(problems);
    keep(result.site());
    return result;
  }

  Site load(Generation generation) throws IOException {
    problems = new Problems();
    return keep(builder().load(generation, problems));
  }

  private Site keep(Site made) {
    if (site != null) {
      site.close();
    }
    site = made;
    return made;
  }

  /** The last site compiled. */
  public Site last() {
    return site;
  }

  /** The CSV lines, header first, of a query over the compiled site. */
  public List<String> rows(String sql) throws RouteException {
    Problems found = new Problems();
    Route route =
        site.query(sql, found)
            .orElseThrow(() -> new AssertionError(ProblemFormat.plain().text(found.all())));
    return rows(route, Map.of());
  }

  /** The CSV lines of a route's answer. */
  public List<String> rows(Route route, Map<String, String> arguments) throws RouteException {
    Map<String, List<String>> query = new LinkedHashMap<>();
    arguments.forEach((name, value) -> query.put(name, List.of(value)));
    query.put("format", List.of("csv"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    site.routeExecutor().plan(route, RouteRequest.of(query)).run(out, Options.empty(), () -> false);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** The problems of a query that must not compile. */
  public List<Problem> refused(String sql) {
    Problems found = new Problems();
    if (site.query(sql, found).isPresent()) {
      throw new AssertionError("it compiled: " + sql);
    }
    return found.all();
  }

  /** The codes of the last compilation, in the order of their places. */
  public List<String> codes() {
    return problems.all().stream().map(Problem::code).toList();
  }

  /** The problems of the last compilation as {@code code file:line:column}. */
  public List<String> found() {
    return problems.all().stream()
        .map(each -> each.code() + " " + each.file() + ":" + each.line() + ":" + each.column())
        .toList();
  }

  /** The only problem of a code. */
  public Problem problem(String code) {
    List<Problem> matching =
        problems.all().stream().filter(each -> each.code().equals(code)).toList();
    if (matching.size() != 1) {
      throw new AssertionError(
          "not one " + code + ": " + ProblemFormat.plain().text(problems.all()));
    }
    return matching.getFirst();
  }

  @Override
  public void close() {
    if (site != null) {
      site.close();
    }
    if (builder != null) {
      builder.close();
    }
  }
}
