package ducksite.app;

import ducksite.api.Options;
import ducksite.engine.Site;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteOutcome;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteRequest;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a route to standard output or to a file; a file appears whole or not at all.
 */
final class DataOutput {

  private final Site site;
  private final PrintWriter err;
  private final @Nullable Path file;

  DataOutput(Site site, PrintWriter err, @Nullable Path file) {
    this.site = site;
    this.err = err;
    this.file = file;
  }

  int write(Route route, Map<String, List<String>> query) throws IOException {
    try {
      RoutePlan plan = site.routeExecutor().plan(route, RouteRequest.of(query));
      if (file == null) {
        return toStandardOutput(plan);
      }
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      // Not createTempFile: whoever may read other new files may read this one.
      Path temporary = folder.resolve(".ducksite-" + UUID.randomUUID() + ".tmp");
      try {
        if (plan.isParquet()) {
          plan.writeParquet(temporary, () -> false);
        } else {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            warn(plan.run(out, Options.empty(), () -> false));
          }
        }
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      return ExitCode.OK;
    } catch (RouteException e) {
      return failed(e, err, "");
    }
  }

  private int toStandardOutput(RoutePlan plan) throws IOException, RouteException {
    if (plan.isParquet()) {
      throw new CommandException(
          "Parquet cannot be written to a terminal; name a file with --output");
    }
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    warn(plan.run(out, Options.empty(), () -> false));
    out.flush();
    return ExitCode.OK;
  }

  private void warn(RouteOutcome outcome) {
    if (outcome.truncated()) {
      err.println(
          "warning: rows were cut off at [sql] max_rows = "
              + site.project().config().sql().maxRows());
    }
  }

  /**
   * Tells why a route gives no rows.
   *
   * @param option goes before each value on the verb's command line; null when it takes none
   */
  static int failed(RouteException failure, PrintWriter err, @Nullable String option) {
    String cause =
        failure.getCause() == null ? "" : String.valueOf(failure.getCause().getMessage());
    boolean news = !cause.isEmpty() && !cause.equals(failure.getMessage());
    err.println("error: " + failure.getMessage() + (news ? ": " + cause : ""));
    String hint =
        failure.hint() == null && failure.getCause() instanceof PluginException plugin
            ? plugin.hint()
            : failure.hint();
    if (option != null && failure.kind() == RouteException.Kind.MISSING_PARAMETER) {
      hint =
          failure.faults().stream()
              .map(fault -> option + fault.parameter() + "=VALUE")
              .collect(Collectors.joining(" ", "give a value on the command line: ", ""));
    }
    if (hint != null) {
      err.println("  = help: " + hint);
    }
    return failure.faults().isEmpty() ? ExitCode.FAILURE : ExitCode.PROBLEMS;
  }
}
