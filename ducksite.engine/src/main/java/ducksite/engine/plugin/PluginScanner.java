package ducksite.engine.plugin;

import ducksite.engine.plugin.PluginSource.Jar;
import ducksite.engine.plugin.PluginSource.JavaFile;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists the files that may hold plugins: the image's first, then the project's, each folder by
 * name.
 */
record PluginScanner(PluginHostSettings settings, Problems problems) {

  List<PluginSource> scan() {
    List<PluginSource> sources = new ArrayList<>();
    if (settings.imageFolder() != null) {
      for (Path file : files(settings.imageFolder())) {
        if (hasEnding(file, ".jar")) {
          sources.add(new Jar(file, true));
        }
      }
    }
    Set<Path> named = new HashSet<>(settings.javaFiles());
    for (Path folder : settings.projectFolders()) {
      List<Path> files = files(folder);
      for (Path file : files) {
        if (hasEnding(file, ".jar")) {
          sources.add(new Jar(file, false));
        } else if (hasEnding(file, ".java") && isClassName(file)) {
          sources.add(new JavaFile(file, named.remove(file)));
        }
      }
      reportOrphans(folder, files);
    }
    named.stream().sorted().forEach(file -> sources.add(new JavaFile(file, true)));
    return sources;
  }

  private void reportOrphans(Path folder, List<Path> files) {
    for (Path entry : files) {
      Path jar = entry.resolveSibling(entry.getFileName() + ".jar");
      if (Files.isDirectory(entry)
          && !files.contains(jar)
          && files(entry).stream().anyMatch(PluginScanner::isJar)) {
        problems.add(
            Problem.warning("plugin/orphan-libraries", "private jars of a plugin that is not there")
                .withFile(settings.display(entry))
                .withHint(
                    "put the plugin itself at "
                        + settings.display(jar)
                        + ", or remove the folder"));
      }
    }
  }

  private List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      problems.add(
          Problem.error("plugin/unreadable-folder", "the folder cannot be listed: " + e)
              .withFile(settings.display(folder))
              .withHint("check its permissions"));
      return List.of();
    }
  }

  static boolean isJar(Path file) {
    return hasEnding(file, ".jar");
  }

  private static boolean hasEnding(Path file, String ending) {
    String name = file.getFileName().toString();
    return name.length() > ending.length() && name.endsWith(ending) && !name.startsWith(".");
  }

  /** {@code package-info.java} and {@code module-info.java} declare no class. */
  private static boolean isClassName(Path file) {
    return !file.getFileName().toString().contains("-");
  }
}
