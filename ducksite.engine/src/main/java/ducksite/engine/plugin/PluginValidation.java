package ducksite.engine.plugin;

import ducksite.engine.plugin.PluginSource.Jar;
import ducksite.engine.plugin.PluginSource.JavaFile;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The check of one plugin outside a site, by the code that loads it. Nothing of it is run. */
public final class PluginValidation {

  private PluginValidation() {}

  /**
   * What a plugin is: a jar with the folder of its private jars beside it, or a {@code .java} file
   * with its siblings.
   *
   * @param problems takes what is wrong with it, and what an operator should know
   * @throws IOException when no temporary folder can be made
   */
  public static PluginExamination validate(Path plugin, Problems problems) throws IOException {
    Path file = plugin.toAbsolutePath().normalize();
    boolean java = file.getFileName().toString().endsWith(".java");
    PluginSource source = java ? new JavaFile(file, true) : new Jar(file, false);
    Path folder = Files.createTempDirectory("ducksite-validate-");
    try {
      PluginHostSettings settings = PluginHostSettings.of(file.getParent(), folder);
      try (RunningPlugins running = new RunningPlugins(folder.resolve("copy"))) {
        return new PluginLoading(settings, problems, running).examine(source);
      }
    } finally {
      PrivateCopy.delete(folder);
    }
  }
}
