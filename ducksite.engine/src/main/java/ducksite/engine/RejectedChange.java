package ducksite.engine;

import ducksite.engine.plugin.PluginReport;
import ducksite.engine.project.Problem;
import java.util.List;

/**
 * The latest state of the project that is not served, for its errors; the former goes on.
 *
 * @param problems what is wrong with it
 * @param plugins its plugins as they were found
 */
public record RejectedChange(List<Problem> problems, List<PluginReport> plugins) {

  public RejectedChange {
    problems = List.copyOf(problems);
    plugins = List.copyOf(plugins);
  }

  /** What a site that is not taken into service tells; the site may be closed afterwards. */
  public static RejectedChange of(Site site) {
    return new RejectedChange(site.problems(), site.plugins().plugins());
  }
}
