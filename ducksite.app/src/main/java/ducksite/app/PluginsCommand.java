package ducksite.app;

import ducksite.engine.SiteBuilder;
import ducksite.engine.plugin.PluginExamination;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.PluginReport;
import ducksite.engine.plugin.PluginValidation;
import ducksite.engine.project.ProblemFormat;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugins}: what is loaded, and whether a jar could be. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = "Lists plugins, or checks one.",
    subcommands = {
      PluginsCommand.ListCommand.class,
      PluginsCommand.ValidateCommand.class,
      PluginsNewCommand.class
    })
final class PluginsCommand extends VerbGroup {

  /** {@code plugins list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the plugins of the image and of the project.")
  static final class ListCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private SafeMode safeMode;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      var out = spec.commandLine().getOut();
      var err = spec.commandLine().getErr();
      Problems problems = new Problems();
      try (Progress progress = common.progress(err);
          SiteBuilder builder = new SiteBuilder(common.build(progress, safeMode.on));
          PluginHost plugins = builder.plugins(problems)) {
        progress.done();
        List<PluginReport> reports = plugins.plugins();
        if (common.json) {
          out.println(
              Json.text(Map.of("plugins", reports.stream().map(PluginReport::toMap).toList())));
        } else {
          reports.forEach(report -> out.println(line(report)));
          if (reports.isEmpty()) {
            out.println("there are no plugins");
          }
          out.flush();
          ofPlugins(problems, err);
        }
        return ExitCode.OK;
      }
    }

    /** What is wrong with plugins and their choice; the rest of the project is not asked for. */
    private void ofPlugins(Problems all, PrintWriter err) {
      Problems found = new Problems();
      all.all().stream().filter(each -> each.code().startsWith("plugin/")).forEach(found::add);
      common.problems(err, err).print(found);
    }

    private static String line(PluginReport report) {
      String line =
          String.format(
              "%-8s %-28s %-10s %-13s %s%s",
              report.state(),
              report.id(),
              report.version(),
              report.isolation(),
              String.join(", ", report.spis()),
              report.reason() == null ? "" : "  (" + report.reason() + ")");
      return line + PluginText.declares(report) + PluginText.warnings(report);
    }
  }

  /** {@code plugins validate FILE}. */
  @Command(
      name = "validate",
      mixinStandardHelpOptions = true,
      description = "Tells whether a jar or a .java file could be loaded, without a project.")
  static final class ValidateCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(index = "0", paramLabel = "FILE", description = "A jar or a .java file.")
    private Path file = Path.of("");

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      LogLevel.set(common.verbose);
      if (!Files.isRegularFile(file)) {
        throw new CommandException("there is no file " + file);
      }
      Problems problems = new Problems();
      PluginExamination found = PluginValidation.validate(file, problems);
      var out = spec.commandLine().getOut();
      if (common.json) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("problems", problems.all().stream().map(ProblemFormat::toMap).toList());
        document.put("plugin", found.fields());
        out.println(Json.text(document));
        return problems.hasErrors() ? ExitCode.PROBLEMS : ExitCode.OK;
      }
      int code = common.problems(out, spec.commandLine().getErr()).print(problems);
      if (code == ExitCode.OK && !common.quiet) {
        out.println(file + " can be loaded");
      }
      return code;
    }
  }
}
