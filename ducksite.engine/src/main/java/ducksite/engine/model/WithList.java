package ducksite.engine.model;

import ducksite.engine.sql.Condition;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlTokenizer;
import ducksite.engine.sql.WithClause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
   * @param continued whether more common tables will be put in front of the statement
   */
  static CompiledSql assemble(
      Relation top, List<Relation> needed, boolean shadowed, boolean continued) {
    List<FileScan> scans = scans(top, needed);
    Set<String> inputs = new LinkedHashSet<>();
    scans.forEach(
        scan -> scan.files().files().each(file -> inputs.add(Inputs.source(file.source()))));
    Stream.concat(Stream.of(top), needed.stream())
        .forEach(each -> inputs.addAll(each.otherInputs()));
    List<String> dependencies =
        needed.stream()
            .filter(each -> top.reads().contains(QueryCompiler.key(each.name())))
            .map(Relation::name)
            .toList();
    return new CompiledSql(
        text(top, needed, shadowed, continued, Relation::artefact),
        text(top, needed, shadowed, continued, Relation::executable),
        dependencies,
        inputs,
        FileTotals.of(scans),
        scans,
        top.isVolatile() || needed.stream().anyMatch(Relation::isVolatile));
  }

  /**
   * The scans of all relations. Of those of a source only the rows matter that some reader's WHERE
   * keeps; what several relations read in the same way is read for all of them.
   */
  private static List<FileScan> scans(Relation top, List<Relation> needed) {
    Map<String, FileScan> scans = new LinkedHashMap<>();
    top.scans().forEach(scan -> scans.merge(scan.id(), scan, FileScan::or));
    List<Relation> readers = Stream.concat(Stream.of(top), needed.stream()).toList();
    for (Relation relation : needed) {
      Condition used =
          relation.kind() == NamedQuery.Kind.FILE_SOURCE
              ? used(relation, readers, top)
              : new Condition.Unknown();
      relation.scans().forEach(scan -> scans.merge(scan.id(), scan.narrowed(used), FileScan::or));
    }
    return List.copyOf(scans.values());
  }

  /** What holds for every row of a relation that some reader keeps. */
  private static Condition used(Relation relation, List<Relation> readers, Relation top) {
    List<Condition> uses = new ArrayList<>();
    for (Relation reader : readers) {
      if (reader.reads().contains(QueryCompiler.key(relation.name()))) {
        Condition further =
            reader.passesRows() && reader != top
                ? used(reader, readers, top)
                : new Condition.Unknown();
        reader
            .conditions()
            .getOrDefault(QueryCompiler.key(relation.name()), List.of(new Condition.Unknown()))
            .forEach(each -> uses.add(Condition.and(each, further)));
      }
    }
    return Condition.any(uses);
  }

  private static String text(
      Relation top,
      List<Relation> needed,
      boolean shadowed,
      boolean continued,
      Function<Relation, String> body) {
    List<String> tables =
        needed.stream()
            .map(each -> SqlText.identifier(each.name()) + " AS (\n" + body.apply(each) + "\n)")
            .toList();
    String own = body.apply(top);
    boolean prefixed = continued || !tables.isEmpty();
    boolean nested = shadowed || prefixed && DESCRIPTIONS.contains(firstWord(own));
    return WithClause.prepend(tables, nested ? "SELECT * FROM (\n" + own + "\n)" : own);
  }

  private static String firstWord(String sql) {
    return SqlTokenizer.significant(sql).getFirst().text(sql).toLowerCase(Locale.ROOT);
  }
}
