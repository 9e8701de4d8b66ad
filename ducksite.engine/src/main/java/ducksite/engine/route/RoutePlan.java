package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.engine.cache.CacheException;
import ducksite.engine.cache.EncodedResponse;
import ducksite.engine.duck.DuckException;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.project.CacheMode;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to a route, bound and ready: what will be answered, what it is called, and the
 * execution itself. Nothing has been executed yet. Used by one thread.
 */
public final class RoutePlan {

  private static final Logger LOG = LoggerFactory.getLogger(RoutePlan.class);

  private final RouteServices services;
  private final KeepingRules rules;
  private final RouteQuery query;
  private final RouteAsk ask;
  private final Fingerprint fingerprint;
  private final Upstreams upstreams;
  private final String inputs;
  private final List<String> warnings;

  RoutePlan(
      RouteServices services,
      KeepingRules rules,
      RouteQuery query,
      RouteAsk ask,
      Upstreams upstreams,
      String inputs,
      List<String> warnings) {
    this.services = services;
    this.rules = rules;
    this.query = query;
    this.ask = ask;
    this.upstreams = upstreams;
    this.inputs = inputs;
    this.warnings = warnings;
    this.fingerprint = fingerprint(query.filter());
  }

  /** The format's name. */
  public String format() {
    return ask.format();
  }

  /** The media type of the answer. */
  public String mediaType() {
    return services.formats().mediaType(format());
  }

  /**
   * Whether the number of rows is limited, so that the whole answer is known before its first byte
   * must be sent.
   */
  public boolean isLimited() {
    return Formats.isLimited(format());
  }

  /** Whether the answer is a page for people. */
  public boolean isPage() {
    return Formats.isPage(mediaType());
  }

  /** Whether the answer is a file that {@link RouteResult#writeParquet} makes. */
  public boolean isParquet() {
    return format().equals(Formats.PARQUET);
  }

  /** Whether the result is looked for among the kept ones, and kept. */
  public boolean isKept() {
    return rules.kept();
  }

  /** Whether nobody may keep the answer. */
  public boolean isForcedLive() {
    return route().source().cacheMode() == CacheMode.FORCE_LIVE;
  }

  /** How long a client may use an answer without asking again. */
  public Duration clientTtl() {
    return rules.clientTtl();
  }

  /** What to tell the client besides the answer. */
  public List<String> warnings() {
    return warnings;
  }

  /** The tag of the answer in its plain representation. */
  public Optional<String> entityTag() {
    return entityTag("");
  }

  /**
   * The tag of the answer; empty when two executions may differ. No file is touched.
   *
   * @param representation what else the bytes depend on: their coding, the page around them
   */
  public Optional<String> entityTag(String representation) {
    return RouteTag.ahead(this, entry(filter(), inputs), representation);
  }

  /** The encoded answer of a tag, when it is in memory and the results it is made of are kept. */
  public Optional<EncodedResponse> inMemory(String tag) {
    return rules.kept()
        ? services
            .responses()
            .find(tag)
            .filter(response -> services.isCurrent(response, rules.freshness()))
        : Optional.empty();
  }

  /**
   * What tells later whether the same request would get the answer of a tag again; empty when that
   * cannot be told without planning it anew.
   */
  public Optional<StandingAnswer> standing(String tag) {
    return StandingAnswer.of(this, tag);
  }

  /**
   * Whether the files that the query reads are still those that the entity tag is made of. Looks at
   * the disk.
   */
  public boolean inputsAreUnchanged() {
    return inputs.equals(refreshed().inputs());
  }

  /**
   * Finds the result, or prepares its execution; waits for a result that is being made. The caller
   * closes it.
   */
  public RouteResult open(Cancellation cancellation) throws RouteException {
    return open(cancellation, services.formats().readsAnyRows(format()));
  }

  /**
   * @param readsRows whether the answer can be made of rows whose file is not there yet
   */
  RouteResult open(Cancellation cancellation, boolean readsRows) throws RouteException {
    if (rules.kept()) {
      try {
        return new KeptLookup(this).result(readsRows, cancellation);
      } catch (CacheException e) {
        LOG.warn("{} is answered without the cache", route(), e);
      }
    }
    return new LiveResult(this, cancellation);
  }

  /** Opens the result, writes it and closes it. */
  public RouteOutcome run(OutputStream out, Options shell, Cancellation cancellation)
      throws RouteException {
    try (RouteResult result = open(cancellation)) {
      return result.render(out, shell, cancellation);
    }
  }

  /**
   * Opens the result, writes it into a Parquet file and closes it.
   *
   * @return rows written
   */
  public long writeParquet(Path target, Cancellation cancellation) throws RouteException {
    try (RouteResult result = open(cancellation, false)) {
      return result.writeParquet(target, cancellation);
    }
  }

  /** How DuckDB would run the query, for its author. */
  public String explain(Cancellation cancellation) throws RouteException {
    try (OpenedUpstreams read = OpenedUpstreams.unexecuted(this)) {
      return services
          .duck(route())
          .plan(
              read.with(query.withoutSecrets().part(slice())),
              services.timeout(route()),
              cancellation);
    } catch (DuckException e) {
      throw Failures.of(e, this);
    }
  }

  /** The mapped files that the query reads with these parameters, counted by source. */
  public Map<String, CompiledSql.SourceReads> sourcesRead() {
    return route().sql().sourcesRead(query.values());
  }

  /** What the key of the result is made of, and whether it would be found now, for the author. */
  public Map<String, Object> explainKeeping() {
    return new KeptExplanation(this).describe();
  }

  /** Keeps the encoded answer of a tag in memory, as long as what it is made of is kept. */
  public void keep(String tag, EncodedResponse response) {
    if (!response.sources().isEmpty()) {
      services.responses().put(tag, response);
    }
  }

  /** The route, as the request's values make it. */
  public Route route() {
    return query.route();
  }

  RouteServices services() {
    return services;
  }

  KeepingRules rules() {
    return rules;
  }

  RouteQuery query() {
    return query;
  }

  RowFilter filter() {
    return query.filter();
  }

  Slice slice() {
    return ask.slice();
  }

  String inputs() {
    return inputs;
  }

  /** Rows after which the answer is cut; -1 for none. */
  long rowLimit() {
    return isLimited() ? services.maxRows(route()) : -1;
  }

  boolean isCounted() {
    return ask.count() == RouteAsk.Count.EXACT
        || ask.count() == RouteAsk.Count.USUAL
            && Formats.isPaged(format())
            && route().source().cacheMode() == CacheMode.MATERIALIZE;
  }

  boolean isCountAskedFor() {
    return ask.count() == RouteAsk.Count.EXACT;
  }

  Upstreams upstreams() {
    return upstreams;
  }

  /** The same plan over the inputs as they are now on the disk. */
  RoutePlan refreshed() {
    Upstreams now = upstreams.refreshed();
    String current = RouteInputs.now(this, now);
    return new RoutePlan(services, rules, query, ask, now, current, warnings);
  }

  /** The name of the entry of a selection over inputs of an identity. */
  String entry(RowFilter filter, String identity) {
    return (filter == query.filter() ? fingerprint : fingerprint(filter)).entry(identity);
  }

  private Fingerprint fingerprint(RowFilter filter) {
    return Fingerprint.of(query, filter, services.productVersion());
  }

  Optional<String> tag(String id, long createdMillis, String representation) {
    return RouteTag.of(this, ask, id, createdMillis, representation);
  }

  /** Whether 64-bit integers are texts in the answer. */
  boolean isLongAsText() {
    return ask.longAsText();
  }
}
