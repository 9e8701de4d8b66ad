package ducksite.engine.model;

import ducksite.engine.sql.Condition;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlTokenizer;
import ducksite.engine.sql.WithClause;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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

  /** One common table: its name and its query, in both forms. */
  record Table(String name, String artefact, String executable) {

    static Table of(Relation relation) {
      return new Table(relation.name(), relation.artefact(), relation.executable());
    }

    static Table of(String name, CompiledSql sql) {
      return new Table(name, sql.artefact(), sql.executable());
    }
  }

  /**
   * One statement.
   *
   * @param needed everything that the query reads, directly or not, by key
   * @param tables what is to be defined in front of it, in an order in which that is possible
   * @param shadowed whether the query's own WITH list reuses one of these names, so that the lists
   *     cannot be merged
   * @param continued whether more common tables will be put in front of the statement
   */
  static CompiledSql assemble(
      Relation top,
      Map<String, Relation> needed,
      List<Table> tables,
      boolean shadowed,
      boolean continued) {
    List<FileScan> scans = scans(top, needed);
    Set<String> inputs = new LinkedHashSet<>();
    scans.forEach(
        scan ->
            scan.files().files().eachRun((file, _) -> inputs.add(Inputs.source(file.source()))));
    Stream.concat(Stream.of(top), needed.values().stream())
        .forEach(each -> inputs.addAll(each.otherInputs()));
    List<String> dependencies =
        needed.entrySet().stream()
            .filter(each -> top.reads().contains(each.getKey()))
            .map(each -> each.getValue().name())
            .toList();
    return new CompiledSql(
        text(top.artefact(), tables, shadowed, continued, Table::artefact),
        text(top.executable(), tables, shadowed, continued, Table::executable),
        dependencies,
        inputs,
        FileTotals.of(scans),
        scans,
        top.isVolatile() || needed.values().stream().anyMatch(Relation::isVolatile));
  }

  /**
   * The scans of all relations. Of those of a source only the rows matter that some reader's WHERE
   * keeps; what several relations read in the same way is read for all of them.
   */
  private static List<FileScan> scans(Relation top, Map<String, Relation> needed) {
    Map<String, FileScan> scans = new LinkedHashMap<>();
    top.scans().forEach(scan -> scans.merge(scan.id(), scan, FileScan::or));
    Map<Relation, String> keys = new IdentityHashMap<>();
    needed.forEach((key, relation) -> keys.put(relation, key));
    List<Relation> readers = Stream.concat(Stream.of(top), needed.values().stream()).toList();
    for (Map.Entry<String, Relation> entry : needed.entrySet()) {
      Relation relation = entry.getValue();
      Condition used =
          relation.kind() == NamedQuery.Kind.FILE_SOURCE
              ? used(entry.getKey(), readers, keys, top)
              : new Condition.Unknown();
      relation.scans().forEach(scan -> scans.merge(scan.id(), scan.narrowed(used), FileScan::or));
    }
    return List.copyOf(scans.values());
  }

  /** What holds for every row of a relation that some reader keeps. */
  private static Condition used(
      String key, List<Relation> readers, Map<Relation, String> keys, Relation top) {
    List<Condition> uses = new ArrayList<>();
    for (Relation reader : readers) {
      if (reader.reads().contains(key)) {
        Condition further =
            reader.passesRows() && reader != top
                ? used(keys.get(reader), readers, keys, top)
                : new Condition.Unknown();
        reader
            .conditions()
            .getOrDefault(key, List.of(new Condition.Unknown()))
            .forEach(each -> uses.add(Condition.and(each, further)));
      }
    }
    return Condition.any(uses);
  }

  private static String text(
      String own,
      List<Table> needed,
      boolean shadowed,
      boolean continued,
      Function<Table, String> body) {
    List<String> tables =
        needed.stream()
            .map(each -> SqlText.identifier(each.name()) + " AS (\n" + body.apply(each) + "\n)")
            .toList();
    boolean prefixed = continued || !tables.isEmpty();
    boolean nested = shadowed || prefixed && DESCRIPTIONS.contains(firstWord(own));
    return WithClause.prepend(tables, nested ? "SELECT * FROM (\n" + own + "\n)" : own);
  }

  private static String firstWord(String sql) {
    return SqlTokenizer.significant(sql).getFirst().text(sql).toLowerCase(Locale.ROOT);
  }
}
