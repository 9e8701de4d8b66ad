package ducksite.engine.project;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Section {@code [sql]}.
 *
 * @param allow folders below the project whose files SQL may read, relative, without a final slash
 * @param standard the pool of requests
 * @param heavy the pool of builds, exports and materialisation
 * @param timeout longest time of one query
 * @param maxRows most rows of a JSON or HTML answer
 * @param queue queries that may wait for a connection
 */
public record SqlSettings(
    List<String> allow,
    PoolSettings standard,
    PoolSettings heavy,
    Duration timeout,
    int maxRows,
    int queue) {

  private static final Set<String> NEVER = Set.of(".ducksite_data", "plugins");

  public SqlSettings {
    allow = List.copyOf(allow);
  }

  static SqlSettings read(SectionReader section) {
    SectionReader pools = section.table("pools");
    return new SqlSettings(
        allowed(section),
        PoolSettings.read(pools.table("standard")),
        PoolSettings.read(pools.table("heavy")),
        section.duration("timeout"),
        section.integer("max_rows"),
        section.integer("queue"));
  }

  private static List<String> allowed(SectionReader section) {
    List<String> folders = new ArrayList<>();
    for (String folder : section.strings("allow")) {
      if (ProjectPaths.isInside(folder)
          && !NEVER.contains(ProjectPaths.segments(folder).getFirst())) {
        folders.add(ProjectPaths.normal(folder));
      } else {
        Position place = section.position("allow").of("\"" + folder + "\"");
        String message =
            "`sql.allow` must list folders below the project, and \""
                + folder
                + "\" is none that SQL may read";
        String hint =
            "the project root, `.ducksite_data` and `plugins` are never readable; put data below"
                + " `data/`";
        section.problems().add(place.error("config/outside-project", message, hint));
      }
    }
    return folders;
  }
}
