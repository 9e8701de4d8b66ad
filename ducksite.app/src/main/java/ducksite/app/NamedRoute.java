package ducksite.app;

import ducksite.engine.Site;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Suggestions;
import ducksite.engine.route.Route;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The route that a command line names. */
final class NamedRoute {

  private NamedRoute() {}

  /**
   * The route of an id.
   *
   * @throws CommandException when there is none; what is wrong with the project has been printed
   */
  static Route of(Site site, String id, CommonOptions common, CommandSpec spec, Problems problems) {
    return site.route(id)
        .orElseThrow(
            () -> {
              common
                  .problems(spec.commandLine().getOut(), spec.commandLine().getErr())
                  .print(problems);
              List<String> ids = site.routes().stream().map(Route::id).toList();
              return new CommandException(
                  "there is no route '"
                      + id
                      + "'; "
                      + Suggestions.hint(id, ids).orElse("routes: " + String.join(", ", ids)));
            });
  }
}
