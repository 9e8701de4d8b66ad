package ducksite.engine.model;

import ducksite.api.render.ResultColumn;
import ducksite.engine.datamap.DataMap;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.duck.SqlRefusedException;
import ducksite.engine.project.Problems;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.sql.NamedSql;
import ducksite.engine.sql.Placeholders;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks DuckDB for the columns of a compiled query, and turns its complaints into problems at the
 * author's place. Safe for use by several threads.
 */
public final class QueryDescriber {

  private static final Duration PLANNING = Duration.ofSeconds(60);
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"|[Nn]ame (\\w+)");

  private static final Pattern CANDIDATES = Pattern.compile("Candidate bindings: ([^\\n]+)");

  private final DuckInstance duck;
  private final @Nullable ColumnCache cache;
  private final InputDigests inputs;
  private final String productVersion;

  /**
   * A describer that plans on an instance what a cache does not know.
   *
   * @param map the files behind the queries
   * @param productVersion part of what the cache goes by: another version may plan otherwise
   */
  public QueryDescriber(DuckInstance duck, ColumnCache cache, DataMap map, String productVersion) {
    this(duck, cache, new InputDigests(map), productVersion);
  }

  private QueryDescriber(
      DuckInstance duck, @Nullable ColumnCache cache, InputDigests inputs, String productVersion) {
    this.duck = duck;
    this.cache = cache;
    this.inputs = inputs;
    this.productVersion = productVersion;
  }

  /**
   * The same, for queries that are known from requests and not worth remembering. Safe for use by
   * several threads.
   */
  public QueryDescriber forgetful() {
    return new QueryDescriber(duck, null, inputs, productVersion);
  }

  /**
   * The columns of a query; empty when it cannot be planned, which is reported.
   *
   * @param sql compiled
   * @param values a value for each {@code $name}
   * @param author the text that the query was compiled from
   */
  public Optional<List<ResultColumn>> describe(
      CompiledSql sql, Map<String, Object> values, SourceFragment author, Problems problems) {
    NamedSql named = Placeholders.number(sql.executable());
    List<Object> bound = new ArrayList<>();
    Map<String, Object> all = sql.columnParameters(values);
    named.names().forEach(name -> bound.add(all.get(name)));
    @Nullable String digest = cache == null ? null : digest(sql, named.names(), bound);
    Optional<List<ResultColumn>> known = digest == null ? Optional.empty() : cache.find(digest);
    if (known.isPresent()) {
      return known;
    }
    try {
      List<ResultColumn> columns =
          duck.describe(new BoundSql(named.sql(), bound), PLANNING, () -> false);
      if (digest != null) {
        cache.put(digest, columns);
      }
      return Optional.of(columns);
    } catch (DuckException | SqlRefusedException e) {
      String message = firstLine(e.getMessage());
      problems.add(
          author.problem(
              "sql/invalid",
              place(message, author.text()),
              message,
              Optional.ofNullable(e.getMessage())
                  .flatMap(QueryDescriber::candidates)
                  .map(names -> "did you mean " + names + "?")
                  .orElse(null)));
      return Optional.empty();
    }
  }

  private String digest(CompiledSql sql, List<String> names, List<Object> bound) {
    StringBuilder version = new StringBuilder(productVersion);
    for (int index = 0; index < names.size(); index++) {
      if (!FileScan.isOwn(names.get(index))) {
        Object value = bound.get(index);
        // The class too: columns have other types when 1 becomes '1'.
        version.append('\0').append(value == null ? "" : value.getClass().getName() + value);
      }
    }
    return inputs.of(sql, version.toString());
  }

  /** Where the name stands that the message complains about; the beginning when it names none. */
  private static int place(String message, String text) {
    Matcher matcher = QUOTED.matcher(message);
    while (matcher.find()) {
      String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      String last = name.substring(name.lastIndexOf('.') + 1);
      for (SqlToken token : SqlTokenizer.significant(text)) {
        boolean word =
            token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.QUOTED_IDENTIFIER;
        if (word && SqlText.unquoted(token.text(text)).equalsIgnoreCase(last)) {
          return token.start();
        }
      }
      // In a line of TOML, where SQL stands in a string.
      int found = text.indexOf(last);
      if (found >= 0) {
        return found;
      }
    }
    return 0;
  }

  private static Optional<String> candidates(String message) {
    Matcher matcher = CANDIDATES.matcher(message);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
