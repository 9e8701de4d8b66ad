package ducksite.engine.project;

import ducksite.api.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code [[file_sources]]} entry: where data comes from and which view shows it.
 *
 * @param name name of the view and of the folder below {@code data/}, null for a source without a
 *     view
 * @param pattern which keys of the data map the view reads; ignored when {@code hierarchy} is not
 *     empty
 * @param upstreamGlob files on disk, absolute or relative to the project, constants expanded; null
 *     when there is none
 * @param plugin plugin reference as written, null when there is none
 * @param templateName name of the views per value with the SQL expression in brackets, null when
 *     there is none
 * @param rowFilter SQL condition of every row, null when there is none
 * @param rowFilterTemplate SQL condition of the view of one value, null for {@code <expression> =
 *     ?}
 * @param templateValues further values of the template, each a TOML value or a List of them
 * @param templateValuesSql query that delivers further values, null when there is none
 * @param hierarchy levels in order, empty for the one level of {@code pattern}
 * @param hierarchyBefore levels before them
 * @param hierarchyAfter levels after them
 * @param unionMode how columns meet
 * @param onEmpty what a source without files is
 * @param timeWindow table {@code time_window} as it stands
 * @param filterExpr condition that a plugin may use to deliver less, null when there is none
 * @param access what {@code GET /data/…} of a filtered file sends
 * @param roles who may download its files
 * @param options the plugin's own options
 * @param rollup how levels are compared, null for the columns that they share
 * @param position where the entry begins
 * @param positions places of its keys; those of tables inside have dotted names: {@code
 *     options.bucket}
 */
public record FileSource(
    @Nullable String name,
    String pattern,
    @Nullable String upstreamGlob,
    @Nullable String plugin,
    @Nullable String templateName,
    @Nullable String rowFilter,
    @Nullable String rowFilterTemplate,
    List<Object> templateValues,
    @Nullable String templateValuesSql,
    List<HierarchyLevel> hierarchy,
    List<HierarchyLevel> hierarchyBefore,
    List<HierarchyLevel> hierarchyAfter,
    UnionMode unionMode,
    OnEmpty onEmpty,
    Options timeWindow,
    @Nullable String filterExpr,
    FileAccess access,
    Roles roles,
    Options options,
    @Nullable RollupSettings rollup,
    Position position,
    Map<String, Position> positions) {

  public FileSource {
    templateValues = List.copyOf(templateValues);
    hierarchy = List.copyOf(hierarchy);
    hierarchyBefore = List.copyOf(hierarchyBefore);
    hierarchyAfter = List.copyOf(hierarchyAfter);
    positions = Map.copyOf(positions);
  }

  /**
   * The place of a key, dotted for a key of a table inside; the entry's own place when the key is
   * not written.
   */
  public Position position(String key) {
    return positions.getOrDefault(key, position);
  }

  /** All levels in the order of the view: before, the hierarchy or the one pattern, after. */
  public List<HierarchyLevel> levels() {
    List<HierarchyLevel> levels = new ArrayList<>(hierarchyBefore);
    if (hierarchy.isEmpty()) {
      levels.add(new HierarchyLevel(pattern, null, position("pattern"), position("pattern")));
    }
    levels.addAll(hierarchy);
    levels.addAll(hierarchyAfter);
    return List.copyOf(levels);
  }

  /** The name in messages: the name in quotes, or the place of a source without one. */
  public String label() {
    return name == null ? "the file source at " + position : "file source '" + name + "'";
  }
}
