package ducksite.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code add}: new parts of a project; what is there is never overwritten. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Adds a part to the project; overwrites nothing.",
    subcommands = {
      ConfigurationCommands.Add.class,
      ModelCommands.Add.class,
      PageCommands.Add.class,
      AddCommand.PluginCommand.class
    })
final class AddCommand extends VerbGroup {

  /** {@code add plugin}: one {@code .java} file that the host compiles. */
  @Command(
      name = "plugin",
      mixinStandardHelpOptions = true,
      description = "Adds a blank plugin as one .java file, which the next build compiles.")
  static final class PluginCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "Such as sales_loader; the file is then SalesLoader.java.")
    private String name = "";

    @Option(
        names = "--directory",
        paramLabel = "DIR",
        defaultValue = "plugins",
        description = "A folder of the project (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("plugins");

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        defaultValue = "parquet",
        description = "What it provides: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private PluginKind kind = PluginKind.PARQUET;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PluginName plugin = PluginName.of(name);
      Path root = common.root.toAbsolutePath().normalize();
      Path file = root.resolve(directory).resolve(plugin.className() + ".java").normalize();
      if (!file.startsWith(root) || file.startsWith(root.resolve(".ducksite_data"))) {
        throw new CommandException(
            "the folder " + directory + " is not one of the project's; plugins is the usual one");
      }
      String path = root.relativize(file).toString().replace('\\', '/');
      Scaffold scaffold = Scaffold.file(plugin, kind, path);
      try {
        Scaffold.write(file, scaffold.source());
      } catch (FileAlreadyExistsException e) {
        throw new CommandException(path + " is there already and was left alone");
      }
      var out = spec.commandLine().getOut();
      if (common.json) {
        out.println(Json.text(Map.of("created", List.of(path), "reference", path)));
      } else if (!common.quiet) {
        out.println("created " + path);
        out.println("name it in the project:");
        out.println();
        scaffold.use().lines().forEach(line -> out.println("    " + line));
      }
      return ExitCode.OK;
    }
  }
}
