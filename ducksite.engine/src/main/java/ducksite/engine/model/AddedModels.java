package ducksite.engine.model;

import ducksite.engine.project.ModelSource;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a project's models beside what can be named already. Confined to the compiling thread. */
final class AddedModels {

  private final Relations relations;
  private final AuthorSql author;
  private final Problems problems;

  AddedModels(Relations relations, AuthorSql author, Problems problems) {
    this.relations = relations;
    this.author = author;
    this.problems = problems;
  }

  /** Adds the models, in any order; each is checked, and cycles among them are reported. */
  void add(List<ModelSource> models) {
    Map<String, ModelSource> byKey = new LinkedHashMap<>();
    for (ModelSource model : models) {
      if (isKnown(QueryCompiler.key(model.name()))) {
        problems.add(takenName(model));
      }
      byKey.put(QueryCompiler.key(model.name()), model);
    }
    Set<String> known = new LinkedHashSet<>(relations.named().keySet());
    known.addAll(byKey.keySet());
    byKey.forEach(
        (key, model) -> {
          Optional<Relation> relation =
              author.relation(
                  model.name(),
                  NamedQuery.Kind.MODEL,
                  model.sql(),
                  known,
                  Set.of(),
                  Map.of(),
                  problems);
          relation.ifPresentOrElse(
              each -> relations.named().put(key, each), () -> relations.broken().add(key));
        });
    new ModelOrder(relations, byKey).check(problems);
  }

  /** A model takes the place of a source's view, unless views per value stand on that. */
  private Problem takenName(ModelSource model) {
    String key = QueryCompiler.key(model.name());
    boolean needed =
        !relations.named().containsKey(key) && !relations.broken().contains(key)
            || relations.templates().stream()
                .anyMatch(each -> QueryCompiler.key(each.source()).equals(key));
    relations.broken().remove(key);
    return model
        .sql()
        .problem(
            "sql/duplicate-name",
            needed ? Severity.ERROR : Severity.WARNING,
            0,
            "model '"
                + model.name()
                + (needed
                    ? "' has the name of a view of a file source"
                    : "' takes the place of the file source's view of this name"),
            "rename one of them; letter case does not count");
  }

  private boolean isKnown(String key) {
    return relations.find(key) != null || relations.broken().contains(key);
  }
}
