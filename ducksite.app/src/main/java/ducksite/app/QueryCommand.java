package ducksite.app;

import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.project.Problems;
import ducksite.engine.route.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code query}: runs one SQL query over the project's sources and models, under the same rules as
 * a route's.
 */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Runs one SQL query over the project's sources and models.")
final class QueryCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Mixin private SafeMode safeMode;

  @Parameters(index = "0", arity = "0..1", paramLabel = "SQL", description = "One query.")
  private @Nullable String sql;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "All rows of a model or a file source, in place of SQL.")
  private @Nullable String model;

  @Option(
      names = "--format",
      description = "The form of the data (default: text on a terminal, else csv).")
  private @Nullable String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write (default: standard output).")
  private @Nullable Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    if ((sql == null) == (model == null)) {
      throw new ParameterException(spec.commandLine(), "give one query, or --model and a name");
    }
    Problems ofProject = new Problems();
    try (Progress progress = common.progress(err);
        SiteBuilder builder = new SiteBuilder(common.build(progress, safeMode.on));
        Site site = builder.compile(ofProject)) {
      progress.done();
      Problems problems = new Problems();
      Optional<Route> route = sql != null ? site.query(sql, problems) : site.rows(model, problems);
      if (route.isEmpty()) {
        // A table that the query misses is often what is wrong with the project.
        boolean misses =
            problems.all().stream().anyMatch(each -> each.code().equals("sql/unknown-table"));
        if (misses || !problems.hasErrors()) {
          problems.addAll(ofProject.errors());
        }
        return common.problems(out, err).print(problems);
      }
      return new DataOutput(site, err, output)
          .write(route.get(), Map.of("format", List.of(form())));
    }
  }

  private String form() {
    boolean watched = output == null && Terminal.isPresent();
    return format != null ? format : watched ? "text" : "csv";
  }
}
