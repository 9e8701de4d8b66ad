package ducksite.engine.page;

import ducksite.api.Cancellation;
import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.InputIdentities;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.render.CapturedResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Runs the queries of a page. A query that fails costs its own part of the page. Safe for use by
 * several threads.
 */
public final class PageExecutor {

  private final DuckInstance duck;
  private final QueryCompiler views;
  private final InputIdentities identities;
  private final Duration timeout;
  private final String productVersion;
  private final ConcurrentMap<String, Fixed> fixed = new ConcurrentHashMap<>();

  /**
   * An executor for the pages of one site.
   *
   * @param views finds what a reader's choice names
   */
  public PageExecutor(
      DuckInstance duck,
      QueryCompiler views,
      InputIdentities identities,
      Duration timeout,
      String productVersion) {
    this.duck = duck;
    this.views = views;
    this.identities = identities;
    this.timeout = timeout;
    this.productVersion = productVersion;
  }

  /**
   * The entity tag of a page with its results; empty when two executions may differ.
   *
   * @param surroundings text that changes whenever what is around the page does
   */
  public Optional<String> entityTag(Page page, PageChoice choice, String surroundings) {
    Set<String> inputs = new TreeSet<>();
    if (page.inputs().isVolatile() || !isSteady(page, choice, inputs)) {
      return Optional.empty();
    }
    Fixed fixed = fixed(page);
    inputs.addAll(fixed.inputs());
    Digest digest = new Digest().add(fixed.digest()).add(choice.toString()).add(surroundings);
    inputs.forEach(input -> digest.add(input).add(identities.digest(input)));
    return Optional.of("W/\"" + digest.hex().substring(0, 32) + '"');
  }

  /** Whether two executions give the same; adds what is read only for this choice. */
  private boolean isSteady(Page page, PageChoice choice, Set<String> inputs) {
    if (page.queries().values().stream().anyMatch(query -> query.sql().isVolatile())) {
      return false;
    }
    for (QueryReference reference : page.open().values()) {
      Optional<CompiledSql> sql =
          reference
              .resolve(choice.texts())
              .flatMap(name -> PageRun.find(page, views, reference, name));
      if (sql.isPresent() && sql.get().isVolatile()) {
        return false;
      }
      sql.ifPresent(each -> inputs.addAll(each.inputs()));
    }
    return true;
  }

  /** What a page's tag is made of and does not change while the site is served. */
  private record Fixed(String digest, List<String> inputs) {}

  private Fixed fixed(Page page) {
    return fixed.computeIfAbsent(page.url(), url -> fixedOf(page));
  }

  private Fixed fixedOf(Page page) {
    Digest digest = new Digest().add(productVersion).add(page.toString());
    Set<String> inputs = new TreeSet<>();
    for (PageQuery query : page.queries().values()) {
      digest.add(query.sql().executable());
      inputs.addAll(query.sql().inputs());
    }
    inputs.forEach(digest::add);
    return new Fixed(digest.hex(), List.copyOf(inputs));
  }

  /** The results of the queries that the page shows. Blocks. */
  public PageExecution execute(Page page, PageChoice choice, Cancellation cancellation) {
    return new PageRun(
            page,
            choice,
            views,
            (sql, values) ->
                duck.query(
                    sql.bound(values),
                    timeout,
                    cancellation,
                    PageExecution.MAX_ROWS,
                    batches -> CapturedResult.of(batches, PageExecution.MAX_ROWS)))
        .execute();
  }

  /**
   * How a query of a page is run, for its author.
   *
   * @param reads the mapped files, by source
   * @param plan of DuckDB
   */
  public record Explanation(
      PageQuery query, Map<String, CompiledSql.SourceReads> reads, String plan) {}

  /** A query with what is chosen in its place. */
  CompiledSql chosen(PageQuery query, PageChoice choice) {
    return query.sql().with(choice.expressions(), views::condition);
  }

  /** How a query is run for some choice; nothing is executed. */
  public Explanation explain(PageQuery query, PageChoice choice, Cancellation cancellation)
      throws DuckException {
    CompiledSql sql = chosen(query, choice);
    return new Explanation(
        query,
        sql.sourcesRead(choice.bindings()),
        duck.plan(sql.bound(choice.bindings()), timeout, cancellation));
  }
}
