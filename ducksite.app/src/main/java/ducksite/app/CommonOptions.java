package ducksite.app;

import ducksite.engine.BuildSettings;
import ducksite.engine.StateFolder;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.ProjectReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every verb that works on a project. */
final class CommonOptions {

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The project's folder (default: ${DEFAULT-VALUE}).")
  Path root = Path.of(".");

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The folder of private state (default: .ducksite_data in the project).")
  @Nullable Path state;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of ducksite.toml; may be repeated.")
  List<String> settings = new ArrayList<>();

  @Option(names = "--json", description = "Prints the machine form of what the verb says.")
  boolean json;

  @Option(names = "--quiet", description = "Says nothing but problems.")
  boolean quiet;

  @Option(names = "--verbose", description = "Says more, in the log.")
  boolean verbose;

  @Option(names = "--no-color", description = "Prints without colours.")
  boolean noColor;

  /** The state folder; a passing one where no project is, so that nothing is left behind there. */
  StateFolder stateFolder() {
    Path own = state == null ? root.resolve(".ducksite_data") : state;
    return new StateFolder(
        ProjectReader.isProject(root) || Files.isDirectory(own) ? own : PassingState.folder());
  }

  /** Where a site comes from. */
  BuildSettings build(Consumer<String> progress, boolean safeMode) {
    return new BuildSettings(
        root,
        stateFolder(),
        Overrides.of(settings),
        ImageHome.plugins(),
        safeMode,
        ProductVersion.text(),
        progress);
  }

  /** Progress of long work on the error stream. */
  Progress progress(PrintWriter err) {
    LogLevel.set(verbose);
    return quiet ? Progress.silent() : Progress.to(err);
  }

  /** How problems are printed. */
  ProblemPrinter problems(PrintWriter out, PrintWriter err) {
    return new ProblemPrinter(out, err, json, noColor);
  }
}
