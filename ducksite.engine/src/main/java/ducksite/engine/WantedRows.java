package ducksite.engine;

import ducksite.engine.page.PageHint;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.ModelSource;
import ducksite.engine.project.PageSource;
import ducksite.engine.project.Project;
import ducksite.engine.project.RouteSource;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of each source that a project's pages ask for, by what stands at their tops. A page
 * speaks for the sources that its blocks name, directly or through models; a page without a word,
 * or a route, may ask its sources for any row.
 */
final class WantedRows {

  private static final String ROOT = "data/";

  private final Map<String, Set<String>> hints = new HashMap<>();
  private final Set<String> unbounded = new HashSet<>();
  private final Map<String, ModelSource> models = new HashMap<>();

  /** By the name of each source, what its views per value begin with; empty when it has none. */
  private final Map<String, String> bases = new HashMap<>();

  WantedRows(Project project) {
    for (FileSource source : project.config().fileSources()) {
      if (source.name() != null) {
        bases.put(key(source.name()), base(source));
      }
    }
    project.models().forEach(model -> models.put(key(model.name()), model));
    for (PageSource page : project.pages()) {
      add(PageHint.blocks(page), PageHint.of(page));
    }
    for (RouteSource route : project.routes()) {
      add(List.of(route.sql().text()), Optional.empty());
    }
  }

  /** The condition that all readers of a source keep to; empty when one of them may not. */
  Optional<String> of(String source) {
    Set<String> own = hints.getOrDefault(key(source), Set.of());
    return own.isEmpty() || unbounded.contains(key(source))
        ? Optional.empty()
        : Optional.of(String.join(" OR ", own));
  }

  private void add(List<String> texts, Optional<String> hint) {
    Set<String> read = new HashSet<>();
    texts.forEach(text -> collect(text, hint.isEmpty(), read, new HashSet<>()));
    if (hint.isEmpty()) {
      unbounded.addAll(read);
    } else {
      read.forEach(
          source ->
              hints
                  .computeIfAbsent(source, each -> new LinkedHashSet<>())
                  .add("(" + hint.get() + ")"));
    }
  }

  /**
   * Adds the sources that a text names.
   *
   * @param wide whether a name that is nobody's yet counts for all sources: a manifest may tell
   *     templates and paths of its own
   */
  private void collect(String text, boolean wide, Set<String> read, Set<String> seen) {
    List<SqlToken> tokens = SqlTokenizer.significant(text);
    Set<String> local = local(tokens, text);
    String before = "";
    for (SqlToken token : tokens) {
      String word = key(SqlText.unquoted(token.text(text)));
      switch (token.kind()) {
        case WORD, QUOTED_IDENTIFIER -> {
          ModelSource model = models.get(word);
          Optional<String> source = sourceOf(word);
          source.ifPresent(read::add);
          if (model != null && seen.add(word)) {
            collect(model.sql().text(), wide, read, seen);
          }
          boolean table = before.equals("from") || before.equals("join");
          boolean known = source.isPresent() || model != null || local.contains(word);
          if (wide && table && !known) {
            read.addAll(bases.keySet());
          }
        }
        case STRING -> read.addAll(pathed(token.text(text), wide));
        default -> {}
      }
      before = word;
    }
  }

  /** The source of a name, or of a view per value. */
  private Optional<String> sourceOf(String name) {
    return bases.containsKey(name)
        ? Optional.of(name)
        : bases.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty() && name.startsWith(each.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  /** Names that the text defines itself: those before {@code AS (}. */
  private static Set<String> local(List<SqlToken> tokens, String text) {
    Set<String> names = new HashSet<>();
    for (int index = 0; index + 2 < tokens.size(); index++) {
      if (tokens.get(index + 1).text(text).equalsIgnoreCase("as")
          && tokens.get(index + 2).text(text).equals("(")) {
        names.add(key(SqlText.unquoted(tokens.get(index).text(text))));
      }
    }
    return names;
  }

  private Set<String> pathed(String literal, boolean wide) {
    int start = literal.indexOf(ROOT);
    if (start < 0) {
      return Set.of();
    }
    String rest = literal.substring(start + ROOT.length());
    int end = rest.indexOf('/');
    String folder = key(end < 0 ? rest : rest.substring(0, end));
    return bases.containsKey(folder) ? Set.of(folder) : wide ? bases.keySet() : Set.of();
  }

  private static String base(FileSource source) {
    @Nullable String name = source.templateName();
    return name == null ? "" : key(name.substring(0, name.indexOf('[')));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
