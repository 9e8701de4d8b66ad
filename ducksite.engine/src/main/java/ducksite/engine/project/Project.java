package ducksite.engine.project;

import java.nio.file.Path;
import java.util.List;

/**
 * A project folder as it was read: everything in it that could be understood.
 *
 * @param root the folder
 * @param config what {@code ducksite.toml} says
 * @param models named queries in the order of their files
 * @param routes routes in the order of their files
 * @param pages pages in the order of their files
 */
public record Project(
    Path root,
    ProjectConfig config,
    List<ModelSource> models,
    List<RouteSource> routes,
    List<PageSource> pages) {

  public Project {
    models = List.copyOf(models);
    routes = List.copyOf(routes);
    pages = List.copyOf(pages);
  }
}
