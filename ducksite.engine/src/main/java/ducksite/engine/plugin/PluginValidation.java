package ducksite.engine.plugin;

import ducksite.engine.plugin.PluginSource.Jar;
import ducksite.engine.plugin.PluginSource.JavaFile;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks of one plugin outside a site, by the same code that loads it; its constructors run. */
public final class PluginValidation {

  private PluginValidation() {}

  /**
   * What is wrong with a plugin, a jar with the folder of its private jars beside it, or a {@code
   * .java} file; empty when nothing is.
   *
   * @throws IOException when no temporary folder can be made
   */
  public static List<Problem> validate(Path plugin) throws IOException {
    Path file = plugin.toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      return List.of(
          Problem.error("plugin/unreadable-file", "there is no such file")
              .withFile(plugin.toString())
              .withHint("name a .jar or a .java file"));
    }
    Path folder = Files.createTempDirectory("ducksite-validate-");
    try {
      Problems problems = new Problems();
      PluginHostSettings settings = PluginHostSettings.of(file.getParent(), folder);
      boolean java = file.getFileName().toString().endsWith(".java");
      PluginSource source = java ? new JavaFile(file, true) : new Jar(file, false);
      try (RunningPlugins running = new RunningPlugins(folder.resolve("copy"))) {
        new PluginLoading(settings, problems, running).load(source);
        return problems.all();
      }
    } finally {
      PrivateCopy.delete(folder);
    }
  }
}
