package ducksite.engine;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.model.Expressions;
import ducksite.engine.project.FileAccess;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.HierarchyLevel;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The check of the filters of a project's sources. They become part of larger statements, so each
 * must be one harmless expression.
 */
final class SourceFilters {

  /** Filters of one source that are told one by one; one alone closes the source. */
  private static final int TOLD = 20;

  private final Expressions expressions;
  private final Problems problems;

  SourceFilters(Expressions expressions, Problems problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  /** The names of the sources of which a filter cannot be trusted; each is reported. */
  Set<String> untrusted(Project project, DataMap map) {
    Map<String, Set<String>> ofFiles = new HashMap<>();
    map.files()
        .eachRun(
            (file, _) -> {
              String filter = file.rowFilter();
              if (filter != null) {
                ofFiles.computeIfAbsent(file.source(), name -> new LinkedHashSet<>()).add(filter);
              }
            });
    Set<String> untrusted = new LinkedHashSet<>();
    for (FileSource source : project.config().fileSources()) {
      if (!isTrusted(source, ofFiles.getOrDefault(name(source), Set.of()))) {
        untrusted.add(name(source));
      }
    }
    return untrusted;
  }

  private boolean isTrusted(FileSource source, Set<String> ofFiles) {
    int refused = 0;
    for (Map.Entry<String, Position> filter : filters(source, ofFiles).entrySet()) {
      String why = expressions.refusal(filter.getKey()).orElse(null);
      if (why != null && ++refused <= TOLD) {
        problems.add(
            filter
                .getValue()
                .error(
                    "data/row-filter",
                    source.label() + ": the row filter is refused: " + why,
                    "write one SQL condition over the file's columns"));
      }
      if (refused > TOLD) {
        problems.add(
            source
                .position()
                .error(
                    "data/row-filter",
                    source.label() + ": further row filters are not looked at",
                    "correct those above first"));
        break;
      }
    }
    if (source.access() == FileAccess.RAW && !filters(source, ofFiles).isEmpty()) {
      problems.add(
          source
              .position("access")
              .warning(
                  "data/raw-access",
                  source.label() + ": its files are offered whole, whatever its row filters",
                  "remove access = \"raw\" unless whoever asks may have all rows"));
    }
    return refused == 0;
  }

  private static Map<String, Position> filters(FileSource source, Set<String> ofFiles) {
    Map<String, Position> filters = new LinkedHashMap<>();
    if (source.rowFilter() != null) {
      filters.put(source.rowFilter(), source.position("row_filter"));
    }
    for (HierarchyLevel level : source.levels()) {
      if (level.rowFilter() != null) {
        filters.putIfAbsent(level.rowFilter(), level.rowFilterPosition());
      }
    }
    // A source without a name puts all of its filters into each of its files.
    Position place = source.position(source.plugin() == null ? "row_filter" : "plugin");
    ofFiles.forEach(filter -> filters.putIfAbsent(filter, place));
    return filters;
  }

  private static String name(FileSource source) {
    return source.name() == null ? "" : source.name();
  }
}
