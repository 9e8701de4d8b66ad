package ducksite.engine.page;

import ducksite.api.Cancellation;
import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.InputIdentities;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.render.CapturedResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the queries of a page. A query that fails costs its own part of the page. Safe for use by
 * several threads.
 */
public final class PageExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(PageExecutor.class);

  private final DuckInstance duck;
  private final InputIdentities identities;
  private final Duration timeout;
  private final String productVersion;
  private final ConcurrentMap<String, Fixed> fixed = new ConcurrentHashMap<>();

  /** An executor for the pages of one site. */
  public PageExecutor(
      DuckInstance duck, InputIdentities identities, Duration timeout, String productVersion) {
    this.duck = duck;
    this.identities = identities;
    this.timeout = timeout;
    this.productVersion = productVersion;
  }

  /**
   * The entity tag of a page with its results; empty when two executions may differ.
   *
   * @param surroundings text that changes whenever what is around the page does
   */
  public Optional<String> entityTag(Page page, String surroundings) {
    if (page.queries().values().stream().anyMatch(query -> query.sql().isVolatile())) {
      return Optional.empty();
    }
    Fixed fixed = fixed(page);
    Digest digest = new Digest().add(fixed.digest()).add(surroundings);
    fixed.inputs().forEach(input -> digest.add(identities.digest(input)));
    return Optional.of("W/\"" + digest.hex().substring(0, 32) + '"');
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
  public PageExecution execute(Page page, Cancellation cancellation) {
    Map<String, CapturedResult> results = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (PageQuery query : page.queries().values()) {
      if (!page.shows(query.id())) {
        continue;
      }
      try {
        results.put(
            query.id(),
            duck.query(
                query.sql().bound(Map.of()),
                timeout,
                cancellation,
                PageExecution.MAX_ROWS,
                batches -> CapturedResult.of(batches, PageExecution.MAX_ROWS)));
      } catch (DuckException e) {
        LOG.warn("query {} of page {} failed", query.id(), page.file(), e);
        failures.put(query.id(), textFor(e));
      }
    }
    return new PageExecution(results, failures);
  }

  private static String textFor(DuckException failure) {
    return switch (failure.kind()) {
      case TIMEOUT -> "This took too long to compute.";
      case OVERLOADED -> "The server is busy; try again in a moment.";
      case CANCELLED, OUT_OF_MEMORY, FAILED ->
          "This part of the page cannot be computed at the moment.";
    };
  }
}
