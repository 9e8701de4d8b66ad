package ducksite.engine.model;

import ducksite.engine.project.ModelSource;
import ducksite.engine.project.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The check that models can be ordered: every cycle is reported once, and what reads something
 * broken counts as broken.
 */
final class ModelOrder {

  private final Relations relations;
  private final Map<String, ModelSource> models;
  private final Deque<String> path = new ArrayDeque<>();
  private final Set<String> done = new HashSet<>();

  ModelOrder(Relations relations, Map<String, ModelSource> models) {
    this.relations = relations;
    this.models = models;
  }

  /** Walks all models; removes those from the relations that cannot be compiled. */
  void check(Problems problems) {
    List.copyOf(models.keySet()).forEach(key -> visit(key, problems));
    relations.named().keySet().removeIf(relations.broken()::contains);
  }

  private void visit(String key, Problems problems) {
    Relation relation = relations.find(key);
    if (relation == null || !done.add(key)) {
      return;
    }
    path.addLast(key);
    for (String read : relation.reads()) {
      if (path.contains(read)) {
        reportCycle(read, problems);
      } else {
        visit(read, problems);
      }
      if (relations.isBroken(read)) {
        relations.broken().add(key);
      }
    }
    path.removeLast();
  }

  private void reportCycle(String start, Problems problems) {
    List<String> cycle = new ArrayList<>(path);
    cycle = cycle.subList(cycle.indexOf(start), cycle.size());
    relations.broken().addAll(cycle);
    ModelSource model = models.get(start);
    String names = String.join(" -> ", cycle) + " -> " + start;
    problems.add(
        model
            .sql()
            .problem(
                "sql/cycle",
                0,
                "models read each other in a circle: " + names,
                "break the circle"));
  }
}
