package ducksite.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code init}: makes a folder a project; never overwrites anything. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Makes a folder a project; overwrites nothing.")
final class InitCommand implements Callable<Integer> {

  private static final List<String> FOLDERS = List.of("content", "sources_sql", "static/forms");

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path root = common.root.toAbsolutePath().normalize();
    for (String folder : FOLDERS) {
      Files.createDirectories(root.resolve(folder));
    }
    Path config = root.resolve("ducksite.toml");
    boolean exists = Files.exists(config);
    if (!exists) {
      try (InputStream template = InitCommand.class.getResourceAsStream("ducksite.toml")) {
        Files.copy(template, config);
      }
    }
    if (!common.quiet) {
      var out = spec.commandLine().getOut();
      out.println(exists ? config + " is there already and was left alone" : "created " + config);
      out.println("next: write content/index.md, then ducksite serve --root " + common.root);
    }
    return ExitCode.OK;
  }
}
