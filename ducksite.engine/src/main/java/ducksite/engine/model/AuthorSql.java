package ducksite.engine.model;

import ducksite.engine.datamap.ProxiedFiles;
import ducksite.engine.duck.CheckedSql;
import ducksite.engine.duck.FileReference;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.duck.SqlRefusedException;
import ducksite.engine.duck.TableReference;
import ducksite.engine.project.ModelSource;
import ducksite.engine.project.Problems;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.InputReferences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns an author's text into a relation: it passes the gate, the names in it are known, and every
 * reference to files becomes their filtered view. Confined to the compiling thread.
 */
final class AuthorSql {

  private final SqlGate gate;
  private final FileArguments files;
  private final ProxiedFiles proxied;
  private final Relations relations;
  private final Map<String, Set<String>> commonTables = new LinkedHashMap<>();

  AuthorSql(SqlGate gate, FileArguments files, ProxiedFiles proxied, Relations relations) {
    this.gate = gate;
    this.files = files;
    this.proxied = proxied;
    this.relations = relations;
  }

  /** The common tables that the text of a name defines, in lower case. */
  Set<String> commonTables(String key) {
    return commonTables.getOrDefault(key, Set.of());
  }

  /** Which of some parameters stand where a text names files; none when it does not pass. */
  Set<String> fileParameters(SourceFragment sql, Set<String> names) {
    Set<String> found = new LinkedHashSet<>();
    try {
      gate.check(sql.text(), names, table -> isRelation(table, Set.of()))
          .files()
          .forEach(reference -> found.addAll(reference.parameters()));
    } catch (SqlRefusedException e) {
      // Whoever compiles it is told.
      return Set.of();
    }
    return found;
  }

  /**
   * Checks the texts of models side by side, before each is made a relation.
   *
   * @param known names that are, or will be, relations
   */
  void prepare(Collection<ModelSource> models, Set<String> known) {
    gate.prepare(
        models.stream().map(model -> InputReferences.masked(model.sql().text())).toList(),
        table -> {
          synchronized (relations) {
            return isRelation(table, known);
          }
        });
  }

  /**
   * The relation; empty when problems were reported.
   *
   * @param paths the values of parameters that may stand in the place of a file's path
   */
  Optional<Relation> relation(
      String name,
      NamedQuery.Kind kind,
      SourceFragment sql,
      Set<String> known,
      Set<String> unreadable,
      Map<String, List<String>> paths,
      Problems problems) {
    CheckedSql checked;
    String text =
        kind == NamedQuery.Kind.ROUTE_QUERY ? sql.text() : InputReferences.masked(sql.text());
    try {
      checked = gate.check(text, paths.keySet(), table -> isRelation(table, known));
    } catch (SqlRefusedException e) {
      problems.add(sql.problem(e.code(), e.offset(), e.getMessage(), e.hint()));
      return Optional.empty();
    }
    boolean complete = checkTables(name, checked, sql, known, unreadable, problems);
    List<Replacement> replacements = new ArrayList<>();
    for (FileReference reference : checked.files()) {
      try {
        replacements.add(files.resolve(reference, checked, paths));
      } catch (FileRefusedException e) {
        problems.add(sql.problem(e.code, reference.start(), e.getMessage(), e.hint));
        complete = false;
      }
    }
    if (!complete) {
      return Optional.empty();
    }
    commonTables.put(relations.key(name), lower(checked.commonTables()));
    return Optional.of(relation(name, kind, checked, replacements));
  }

  /** A relation's name may look like that of a file: it wins. */
  private boolean isRelation(String table, Set<String> known) {
    String key = relations.key(table);
    return known.contains(key) || relations.isBroken(key) || relations.find(key) != null;
  }

  private boolean checkTables(
      String name,
      CheckedSql checked,
      SourceFragment sql,
      Set<String> known,
      Set<String> unreadable,
      Problems problems) {
    boolean complete = true;
    Map<String, TableReference> read = new LinkedHashMap<>();
    for (TableReference table : checked.tables()) {
      String key = relations.key(table.name());
      TableReference other = read.putIfAbsent(Relations.lower(table.name()), table);
      if (other != null && !key.equals(relations.key(other.name()))) {
        complete = false;
        problems.add(
            sql.problem(
                "sql/duplicate-name",
                table.start(),
                "'" + other.name() + "' and '" + table.name() + "' are one name within a query",
                "read one of them through a model with another name"));
      } else if (relations.isBroken(key)
          || !key.equals(relations.key(name))
              && (known.contains(key) || relations.find(key) != null)) {
        continue;
      } else {
        complete = false;
        reportUnreadable(table, name, sql, known, unreadable, problems);
      }
    }
    return complete;
  }

  private void reportUnreadable(
      TableReference table,
      String name,
      SourceFragment sql,
      Set<String> known,
      Set<String> unreadable,
      Problems problems) {
    String key = relations.key(table.name());
    if (key.equals(relations.key(name))) {
      problems.add(
          sql.problem(
              "sql/self-reference",
              table.start(),
              "'" + table.name() + "' reads itself",
              "rename one of the two"));
    } else if (unreadable.contains(Relations.lower(table.name()))) {
      problems.add(
          sql.problem(
              "sql/page-query-as-table",
              table.start(),
              "'"
                  + table.name()
                  + "' is a query of the page; queries of pages cannot be read by others",
              "make it a model in sources_sql"));
    } else if (proxied.isSource(table.name())) {
      problems.add(
          sql.problem(
              FileArguments.PROXIED,
              table.start(),
              "the files of '" + table.name() + "' stay where they are, so no SQL can read them",
              FileArguments.PROXIED_HINT));
    } else {
      problems.add(
          sql.problem(
              "sql/unknown-table",
              table.start(),
              "there is no model or file source named '" + table.name() + "'",
              relations
                  .suggestion(table.name(), known)
                  .orElse("models stand in sources_sql, file sources in ducksite.toml")));
    }
  }

  private Relation relation(
      String name, NamedQuery.Kind kind, CheckedSql checked, List<Replacement> replacements) {
    List<String> reads =
        checked.tables().stream().map(TableReference::name).map(relations::key).distinct().toList();
    Set<String> otherInputs = new LinkedHashSet<>();
    replacements.forEach(each -> otherInputs.addAll(each.otherInputs()));
    return new Relation(
        name,
        kind,
        InputReferences.unmasked(replaced(checked.text(), replacements, true)),
        replaced(checked.text(), replacements, false),
        reads,
        checked.passesRows(),
        conditions(checked),
        replacements.stream().flatMap(each -> each.files().stream()).toList(),
        replacements.stream().flatMap(each -> each.scans().stream()).toList(),
        otherInputs,
        !checked.volatileFunctions().isEmpty()
            || replacements.stream().anyMatch(Replacement::isVolatile));
  }

  private Map<String, List<Condition>> conditions(CheckedSql checked) {
    Map<String, List<Condition>> conditions = new LinkedHashMap<>();
    for (TableReference table : checked.tables()) {
      conditions
          .computeIfAbsent(relations.key(table.name()), name -> new ArrayList<>())
          .add(checked.conditionAt(table.start()));
    }
    return conditions;
  }

  private static String replaced(String text, List<Replacement> replacements, boolean artefact) {
    StringBuilder result = new StringBuilder(text);
    replacements.stream()
        .sorted(Comparator.comparingInt(Replacement::start).reversed())
        .forEach(
            each ->
                result.replace(
                    each.start(), each.end(), artefact ? each.artefact() : each.executable()));
    return result.toString();
  }

  private static Set<String> lower(Set<String> names) {
    Set<String> lower = new LinkedHashSet<>();
    names.forEach(name -> lower.add(Relations.lower(name)));
    return lower;
  }
}
