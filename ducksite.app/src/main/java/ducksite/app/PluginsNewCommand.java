package ducksite.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugins new}: a Maven project for a plugin, with a passing contract test. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = "Makes a Maven project for a plugin, with a passing contract test.")
final class PluginsNewCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Parameters(index = "0", paramLabel = "NAME", description = "Such as sales_loader.")
  private String name = "";

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description = "What it provides: ${COMPLETION-CANDIDATES}.")
  private PluginKind kind = PluginKind.PARQUET;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where to make it (default: a folder of the plugin's name below --root).")
  private @Nullable Path directory;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PluginName plugin = PluginName.of(name);
    Path folder =
        common.root.resolve(directory == null ? Path.of(plugin.snake()) : directory).normalize();
    Map<String, String> files = Scaffold.project(plugin, kind).project();
    for (String file : files.keySet()) {
      if (Files.exists(folder.resolve(file))) {
        throw new CommandException(
            folder.resolve(file) + " is there already; nothing was written, name another folder");
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Scaffold.write(folder.resolve(file.getKey()), file.getValue());
    }
    var out = spec.commandLine().getOut();
    if (common.json) {
      out.println(
          Json.text(
              Map.of("directory", folder.toString(), "created", List.copyOf(files.keySet()))));
    } else if (!common.quiet) {
      out.println("created " + folder + " (" + files.size() + " files)");
      out.println("next: cd " + folder + " && mvn verify");
    }
    return ExitCode.OK;
  }
}
