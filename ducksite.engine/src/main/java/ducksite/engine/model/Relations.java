package ducksite.engine.model;

import ducksite.engine.project.Suggestions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a query can name: sources, models, and the views per value of templates, which
 * are made when they are asked for. A name's key is the name in lower case; names that differ only
 * by letter case have themselves as keys. Confined to the compiling thread.
 */
final class Relations {

  private final Map<String, Relation> named = new LinkedHashMap<>();
  private final Map<String, Relation> views = new HashMap<>();
  private final List<Template> templates = new ArrayList<>();
  private final Set<String> broken = new LinkedHashSet<>();
  private final Map<String, List<String>> spellings = new HashMap<>();
  private final Map<String, String> hidden = new HashMap<>();

  /** Behind the key of a source whose name a model has taken: no name ends so. */
  private static final String HIDDEN = "\0";

  /** What a name as it is written stands for: of several spellings its own, else the last. */
  String key(String name) {
    String lower = lower(name);
    List<String> own = spellings.get(lower);
    return own == null ? lower : own.contains(name) ? name : own.getLast();
  }

  /** The key of a source, also where a model has taken its name. */
  String sourceKey(String source) {
    return hidden.getOrDefault(source, key(source));
  }

  /** Whether a key is that of a source whose name a model has taken. */
  static boolean isHidden(String key) {
    return key.endsWith(HIDDEN);
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Lets a model take the name of a source; the source's views per value still read the source. */
  void hide(String source) {
    String key = lower(source);
    hidden.put(source, key + HIDDEN);
    Relation relation = named.remove(key);
    if (relation != null) {
      named.put(key + HIDDEN, relation);
    }
    if (broken.remove(key)) {
      broken.add(key + HIDDEN);
    }
    views.clear();
  }

  /** Keeps names apart that differ only by letter case; the last is that of other spellings. */
  void keepApart(List<String> names) {
    String lower = lower(names.getFirst());
    Relation known = named.remove(lower);
    boolean wasBroken = broken.remove(lower);
    spellings.put(lower, List.copyOf(names));
    if (known != null) {
      named.put(key(known.name()), known);
    }
    if (wasBroken) {
      broken.add(names.getFirst());
    }
    views.clear();
  }

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
                .anyMatch(each -> broken.contains(sourceKey(each.source())) && each.mayName(key));
  }

  /** What a name stands for; null when nobody has it. */
  @Nullable Relation find(String key) {
    Relation exact = named.get(key);
    return exact != null ? exact : views.computeIfAbsent(key, this::view);
  }

  private @Nullable Relation view(String key) {
    return templates.stream()
        .map(template -> template.view(lower(key), sourceKey(template.source())))
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
            .filter(template -> template.mayName(lower(name)))
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
