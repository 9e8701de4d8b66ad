package ducksite.engine.route;

import ducksite.engine.cache.EncodedResponse;
import ducksite.engine.cache.EncodedResponses;
import ducksite.engine.cache.EntryName;
import ducksite.engine.cache.Freshness;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.datamap.InputIdentities;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.project.ProjectConfig;
import ducksite.engine.project.RouteLimits;
import java.util.Map;
import java.util.Optional;

/**
 * What the routes of one site are executed with.
 *
 * @param standard the engine of requests
 * @param heavy the engine of long work
 * @param identities what the inputs are now
 * @param formats the forms of answers
 * @param project limits of queries, and how results are kept where a route says nothing
 * @param results kept results
 * @param responses encoded answers
 * @param productVersion part of every entity tag: another version may encode differently
 * @param secrets where the values of secrets are
 * @param choices what forms have offered
 */
public record RouteServices(
    DuckInstance standard,
    DuckInstance heavy,
    InputIdentities identities,
    Formats formats,
    ProjectConfig project,
    ResultCache results,
    EncodedResponses responses,
    String productVersion,
    SecretStore secrets,
    KnownChoices choices) {

  DuckInstance duck(Route route) {
    return route.source().limits().pool() == RouteLimits.Pool.HEAVY ? heavy : standard;
  }

  java.time.Duration timeout(Route route) {
    java.time.Duration own = route.source().limits().timeout();
    return own == null ? project.sql().timeout() : own;
  }

  int maxRows(Route route) {
    Integer own = route.source().limits().maxRows();
    return own == null ? project.sql().maxRows() : own;
  }

  /** Whether the results that an encoded answer is made of are still the kept ones. */
  boolean isCurrent(EncodedResponse response, Freshness freshness) {
    for (Map.Entry<String, String> source : response.sources().entrySet()) {
      Optional<EntryName> known = results.atHand(source.getKey(), freshness);
      if (known.isEmpty() || !known.get().file().equals(source.getValue())) {
        return false;
      }
    }
    return !response.sources().isEmpty();
  }
}
