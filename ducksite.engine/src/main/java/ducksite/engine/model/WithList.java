package ducksite.engine.model;

import ducksite.engine.datamap.MappedFile;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlTokenizer;
import ducksite.engine.sql.WithClause;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts a query and everything it reads together into one statement. */
final class WithList {

  /** What statements begin with that take no WITH list. */
  private static final Set<String> DESCRIPTIONS = Set.of("describe", "desc", "summarize");

  private WithList() {}

  /**
   * One statement.
   *
   * @param needed everything that the query reads, directly or not, in an order in which it can be
   *     defined
   * @param shadowed whether the query's own WITH list reuses one of these names, so that the lists
   *     cannot be merged
   */
  static CompiledSql assemble(Relation top, List<Relation> needed, boolean shadowed) {
    Set<MappedFile> files = new LinkedHashSet<>(top.files());
    needed.forEach(each -> files.addAll(each.files()));
    Set<String> inputs = new LinkedHashSet<>();
    files.forEach(file -> inputs.add(Inputs.source(file.source())));
    Stream.concat(Stream.of(top), needed.stream())
        .forEach(each -> inputs.addAll(each.otherInputs()));
    List<String> dependencies =
        needed.stream()
            .filter(each -> top.reads().contains(QueryCompiler.key(each.name())))
            .map(Relation::name)
            .toList();
    return new CompiledSql(
        text(top, needed, shadowed, Relation::artefact),
        text(top, needed, shadowed, Relation::executable),
        dependencies,
        inputs,
        FileTotals.of(files),
        top.isVolatile() || needed.stream().anyMatch(Relation::isVolatile));
  }

  private static String text(
      Relation top, List<Relation> needed, boolean shadowed, Function<Relation, String> body) {
    List<String> tables =
        needed.stream()
            .map(each -> SqlText.identifier(each.name()) + " AS (\n" + body.apply(each) + "\n)")
            .toList();
    String own = body.apply(top);
    boolean nested = shadowed || !tables.isEmpty() && DESCRIPTIONS.contains(firstWord(own));
    return WithClause.prepend(tables, nested ? "SELECT * FROM (\n" + own + "\n)" : own);
  }

  private static String firstWord(String sql) {
    return SqlTokenizer.significant(sql).getFirst().text(sql).toLowerCase(Locale.ROOT);
  }
}
