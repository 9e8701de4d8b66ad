package ducksite.engine.model;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.datamap.ToldValues;
import ducksite.engine.project.FileSource;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that an expression has in a source's view, as a DISTINCT gives them. Where the
 * expression is a column, rows are read only for what neither folders nor producers nor footers
 * tell. Confined to the compiling thread.
 */
final class DistinctValues {

  private static final String KEY = "template_name";
  private static final Set<String> APPROXIMATE = Set.of("FLOAT", "DOUBLE");

  /** Known values that are named so that their files are left out; of more, all files are read. */
  private static final int EXCLUDED = 500;

  private final QueryCompiler compiler;
  private final Sampler sampler;
  private final DataMap map;
  private final TemplateRows rows;

  DistinctValues(QueryCompiler compiler, Sampler sampler, DataMap map, TemplateRows rows) {
    this.compiler = compiler;
    this.sampler = sampler;
    this.map = map;
    this.rows = rows;
  }

  /** The values as text and type, sorted, without NULL; none when they cannot be found. */
  List<List<String>> of(FileSource source, SourceFiles files, String expression) {
    String all = distinct(files.name(), expression);
    @Nullable String column = column(expression);
    return rows.of(
        source,
        KEY,
        all,
        sql ->
            (column == null ? sampler.ask(sql) : ofColumn(source, files, column, sql))
                .stream().map(DistinctValues::unsigned).distinct().toList());
  }

  /** Zero and minus zero are equal, and which of them a DISTINCT gives is left to chance. */
  private static List<String> unsigned(List<String> row) {
    return row.getFirst().equals("-0.0") && APPROXIMATE.contains(row.getLast())
        ? List.of("0.0", row.getLast())
        : row;
  }

  private List<List<String>> ofColumn(
      FileSource source, SourceFiles files, String column, CompiledSql all) {
    String name = SqlText.identifier(column);
    Optional<CompiledSql> one =
        rows.compiled(
            source, KEY, "SELECT " + name + " AS v FROM " + SqlText.identifier(files.name()));
    if (one.isEmpty()) {
      return List.of();
    }
    String type = sampler.columns(one.get()).getFirst().sqlType();
    ToldValues told = ToldValues.of(map, files, column, type, compiler::condition);
    Set<String> certain = told.certain();
    if (told.isComplete()) {
      return certain.stream().map(text -> List.of(text, type)).toList();
    }
    if (certain.isEmpty() || certain.size() > EXCLUDED) {
      return sampler.ask(all);
    }
    String others =
        certain.stream()
            .map(text -> TemplateValue.Part.of(text, type).literal())
            .collect(Collectors.joining(", ", name + " NOT IN (", ")"));
    Optional<CompiledSql> rest =
        rows.compiled(
            source,
            KEY,
            "SELECT CAST(v AS VARCHAR) AS text, typeof(v) AS type FROM (SELECT DISTINCT "
                + name
                + " AS v FROM "
                + SqlText.identifier(files.name())
                + " WHERE "
                + others
                + ") ORDER BY v");
    if (rest.isEmpty()) {
      return List.of();
    }
    Map<String, List<String>> sorted = new TreeMap<>(told.order());
    certain.forEach(text -> sorted.put(text, List.of(text, type)));
    sampler.ask(rest.get()).forEach(row -> sorted.put(row.getFirst(), row));
    return new ArrayList<>(sorted.values());
  }

  private static String distinct(String source, String expression) {
    return "SELECT CAST(v AS VARCHAR) AS text, typeof(v) AS type FROM (SELECT DISTINCT ("
        + expression
        + "\n) AS v FROM "
        + SqlText.identifier(source)
        + ") WHERE v IS NOT NULL ORDER BY v";
  }

  /** The column that an expression is; null when it is something else. */
  private static @Nullable String column(String expression) {
    List<SqlToken> tokens = SqlTokenizer.significant(expression);
    boolean name =
        tokens.size() == 1
            && (tokens.getFirst().kind() == SqlToken.Kind.WORD
                || tokens.getFirst().kind() == SqlToken.Kind.QUOTED_IDENTIFIER);
    return name ? SqlText.unquoted(tokens.getFirst().text(expression)) : null;
  }
}
