package ducksite.engine.route;

import ducksite.api.render.ResultColumn;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.model.FittedSql;
import ducksite.engine.sql.NamedSql;
import ducksite.engine.sql.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one request: the route's own, filtered and ordered, and parts of it; the same text
 * whether its result is sent or kept. Immutable.
 *
 * @param values of the request, by the names that the SQL uses
 * @param inText values of the request that stand in the route's text; for people
 * @param secrets of this execution
 * @param principal what of the user may show in the result, see {@link Principal}
 */
record RouteQuery(
    Route route,
    Map<String, Object> values,
    Map<String, Object> inText,
    BoundSecrets secrets,
    RowFilter filter,
    String principal) {

  private static final int LONGEST_TEXT = 300;

  /** The same as it may be shown: an empty text stands for each secret. */
  RouteQuery withoutSecrets() {
    if (secrets.isEmpty()) {
      return this;
    }
    Map<String, Object> shown = new HashMap<>(values);
    shown.putAll(route.constants().examples());
    return new RouteQuery(route, shown, inText, BoundSecrets.NONE, filter, principal);
  }

  /** All values that the SQL is executed with: the request's, constants and secrets. */
  Map<String, Object> given() {
    if (route.constants().isEmpty()) {
      return values;
    }
    Map<String, Object> all = new HashMap<>(values);
    all.putAll(route.constants().values());
    all.putAll(secrets.values());
    return all;
  }

  /** The request's values, wherever they are used. */
  Map<String, Object> asked() {
    Map<String, Object> all = new TreeMap<>(values);
    all.putAll(inText);
    return all;
  }

  /** What is asked, for people. */
  String text() {
    StringBuilder text = new StringBuilder(filter.toString());
    asked().forEach((name, value) -> text.append('&').append(name).append('=').append(value));
    String all = text.isEmpty() || text.charAt(0) != '&' ? text.toString() : text.substring(1);
    return all.length() > LONGEST_TEXT ? all.substring(0, LONGEST_TEXT) + "…" : all;
  }

  /** The whole result. */
  BoundSql whole() {
    return whole(route.numbered(), route.sql().parameters(given()));
  }

  private BoundSql whole(NamedSql own, Map<String, Object> all) {
    List<Object> bound = new ArrayList<>();
    own.names().forEach(name -> bound.add(all.get(name)));
    if (filter.isEmpty() && route.order().isNone()) {
      return new BoundSql(own.sql(), bound);
    }
    List<Object> tokens = new ArrayList<>();
    String condition = filter.condition(tokens, bound.size() + 1);
    bound.addAll(tokens);
    return new BoundSql(
        "SELECT * FROM (\n"
            + own.sql()
            + "\n)"
            + (condition.isEmpty() ? "" : " WHERE " + condition)
            + (route.order().isNone() ? "" : " " + route.order().clause()),
        bound);
  }

  /** A part of the result. */
  BoundSql part(Slice slice) {
    return part(whole(), slice);
  }

  /** The same part by a simpler query, see {@link FittedSql}; null when there is none. */
  @Nullable Fitted fitted(Slice slice) {
    FittedSql fitted = route.fitted().of(given());
    return fitted == null
        ? null
        : new Fitted(part(whole(fitted.sql(), fitted.values()), slice), fitted);
  }

  /** A query that holds as long as its files stay what they are. */
  record Fitted(BoundSql sql, FittedSql proof) {}

  private BoundSql part(BoundSql whole, Slice slice) {
    String columns = projection(slice, route.columns());
    if (slice.isWhole() && columns.equals("*")) {
      return whole;
    }
    List<Object> bound = new ArrayList<>(whole.values());
    String range = range(slice, bound);
    return new BoundSql("SELECT " + columns + " FROM (\n" + whole.sql() + "\n)" + range, bound);
  }

  /** The clause of a slice's rows; its numbers become parameters, so that texts repeat. */
  static String range(Slice slice, List<Object> bound) {
    StringBuilder range = new StringBuilder();
    if (slice.limit() != null) {
      bound.add(slice.limit());
      range.append(" LIMIT $").append(bound.size());
    }
    if (slice.offset() > 0) {
      bound.add(slice.offset());
      range.append(" OFFSET $").append(bound.size());
    }
    return range.toString();
  }

  /** The columns asked for that exist; all when none does. */
  static String projection(Slice slice, List<ResultColumn> columns) {
    List<String> known =
        slice.columns().stream()
            .filter(name -> columns.stream().map(ResultColumn::name).anyMatch(name::equals))
            .distinct()
            .toList();
    return known.isEmpty()
        ? "*"
        : known.stream().map(SqlText::identifier).collect(Collectors.joining(", "));
  }
}
