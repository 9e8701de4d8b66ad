package ducksite.engine.model;

import ducksite.engine.project.ModelSource;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import java.util.ArrayList;
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
    Map<String, List<ModelSource>> byName = new LinkedHashMap<>();
    models.forEach(
        model ->
            byName
                .computeIfAbsent(Relations.lower(model.name()), name -> new ArrayList<>())
                .add(model));
    byName.values().forEach(this::takeNames);
    Map<String, ModelSource> byKey = new LinkedHashMap<>();
    models.forEach(model -> byKey.put(relations.key(model.name()), model));
    Set<String> known = new LinkedHashSet<>(relations.named().keySet());
    known.addAll(byKey.keySet());
    author.prepare(byKey.values(), known);
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

  /** Makes room for models whose names differ by letter case only. */
  private void takeNames(List<ModelSource> models) {
    String lower = Relations.lower(models.getFirst().name());
    Set<String> names = new LinkedHashSet<>();
    Relation former = relations.find(lower);
    if (former != null && former.kind() == NamedQuery.Kind.FILE_SOURCE) {
      names.add(former.name());
    }
    for (ModelSource model : models) {
      boolean replaces =
          former == null
              ? relations.isBroken(lower)
              : former.kind() != NamedQuery.Kind.FILE_SOURCE || former.name().equals(model.name());
      if (replaces) {
        relations.hide(former == null ? model.name() : former.name());
      }
      if (replaces || former != null) {
        problems.add(note(model, replaces));
      }
      names.add(model.name());
    }
    if (names.size() > 1) {
      relations.keepApart(List.copyOf(names));
    }
  }

  private static Problem note(ModelSource model, boolean replaces) {
    return model
        .sql()
        .problem(
            "sql/duplicate-name",
            Severity.WARNING,
            0,
            "model '"
                + model.name()
                + (replaces
                    ? "' takes the place of the file source's view of this name"
                    : "' has the name of a file source's view but for letter case; each is found"
                        + " by its own spelling"),
            "rename one of them");
  }
}
