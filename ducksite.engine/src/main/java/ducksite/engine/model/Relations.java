package ducksite.engine.model;

import ducksite.engine.project.Suggestions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a query can name, by its name in lower case: sources, models, and the views per
 * value of templates, which are made when they are asked for. Confined to the compiling thread.
 */
final class Relations {

  private final Map<String, Relation> named = new LinkedHashMap<>();
  private final Map<String, Relation> views = new HashMap<>();
  private final List<Template> templates = new ArrayList<>();
  private final Set<String> broken = new LinkedHashSet<>();

  /** Sources and models, without the views of templates. */
  Map<String, Relation> named() {
    return named;
  }

  List<Template> templates() {
    return Collections.unmodifiableList(templates);
  }

  void add(Template template) {
    templates.add(template);
  }

  /** What exists and cannot be read; its readers are not reported. */
  Set<String> broken() {
    return broken;
  }

  /** Whether a name is broken, or may be the view of a template whose source is. */
  boolean isBroken(String key) {
    return broken.contains(key)
        || !named.containsKey(key)
            && templates.stream()
                .anyMatch(
                    each -> broken.contains(QueryCompiler.key(each.source())) && each.mayName(key));
  }

  /** What a name stands for; null when nobody has it. */
  @Nullable Relation find(String key) {
    Relation exact = named.get(key);
    return exact != null ? exact : views.computeIfAbsent(key, this::view);
  }

  private @Nullable Relation view(String key) {
    return templates.stream()
        .map(template -> template.view(key))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /** "Did you mean" among names and the views of templates. */
  Optional<String> suggestion(String name, Set<String> known) {
    Set<String> candidates = new LinkedHashSet<>(known);
    templates.forEach(template -> candidates.addAll(template.keys()));
    Optional<String> closest = Suggestions.hint(name, candidates);
    return closest.isPresent()
        ? closest
        : templates.stream()
            .filter(template -> template.mayName(QueryCompiler.key(name)))
            .findFirst()
            .map(
                template ->
                    template.name()
                        + " has "
                        + template.size()
                        + " views, such as "
                        + String.join(", ", template.views(3)));
  }
}
