package ducksite.engine.route;

import ducksite.engine.cache.EncodedResponses;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.datamap.InputIdentities;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.project.CacheSettings;
import ducksite.engine.project.Roles;
import ducksite.engine.project.RouteLimits;
import ducksite.engine.project.SqlSettings;
import java.util.function.Function;

/**
 * What the routes of one site are executed with.
 *
 * @param standard the engine of requests
 * @param heavy the engine of long work
 * @param identities what the inputs are now
 * @param formats the forms of answers
 * @param sql limits of queries
 * @param keeping how results are kept where a route says nothing
 * @param results kept results
 * @param responses encoded answers
 * @param productVersion part of every entity tag: another version may encode differently
 * @param sourceRoles who may have the files of a source, by its name
 */
public record RouteServices(
    DuckInstance standard,
    DuckInstance heavy,
    InputIdentities identities,
    Formats formats,
    SqlSettings sql,
    CacheSettings keeping,
    ResultCache results,
    EncodedResponses responses,
    String productVersion,
    Function<String, Roles> sourceRoles) {

  DuckInstance duck(Route route) {
    return route.source().limits().pool() == RouteLimits.Pool.HEAVY ? heavy : standard;
  }

  java.time.Duration timeout(Route route) {
    java.time.Duration own = route.source().limits().timeout();
    return own == null ? sql.timeout() : own;
  }

  int maxRows(Route route) {
    Integer own = route.source().limits().maxRows();
    return own == null ? sql.maxRows() : own;
  }
}
