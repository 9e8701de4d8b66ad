package ducksite.engine.datamap;

import ducksite.engine.project.FileSource;
import ducksite.engine.project.HierarchyLevel;
import ducksite.engine.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The files of a source without a plugin: those on disk that its patterns match. */
final class GlobbedFiles {

  private static final String STATIC = "static";

  private final Project project;
  private final Consumer<String> progress;

  GlobbedFiles(Project project, Consumer<String> progress) {
    this.project = project;
    this.progress = progress;
  }

  /** Finds them; without {@code upstream_glob} below {@code static/}, by the levels' patterns. */
  void find(FileSource source, FoundFiles found) {
    String upstream = source.upstreamGlob();
    if (upstream != null) {
      find(upstream, DataMapBuilder.prefix(source), null, found, new HashSet<>());
      return;
    }
    Set<Path> known = new HashSet<>();
    List<String> patterns = source.levels().stream().map(HierarchyLevel::pattern).toList();
    Path base = project.root().resolve(STATIC);
    patterns.forEach(pattern -> find(STATIC + "/" + pattern, "", base, found, known));
  }

  private void find(
      String pattern, String prefix, @Nullable Path keyBase, FoundFiles found, Set<Path> known) {
    try {
      Glob glob = Glob.of(pattern);
      Path base = keyBase == null ? glob.baseFolder(project.root()) : keyBase;
      for (Path file : glob.files(project.root())) {
        if (!known.add(file)) {
          continue;
        }
        if (leadsOut(file, base)) {
          progress.accept("leaving out " + file + ": the link leads out of the project");
          continue;
        }
        found.add(prefix + base.relativize(file), file);
      }
    } catch (IOException e) {
      found.fail(
          "data/folder-unreadable",
          "upstream_glob",
          "a folder of the pattern cannot be read: " + e.getMessage(),
          "check its permissions");
    } catch (PatternSyntaxException e) {
      found.fail(
          "config/pattern",
          "upstream_glob",
          "the pattern is not valid: " + e.getDescription(),
          "close the bracket");
    }
  }

  /**
   * Whether a file is a link to a place that neither the project nor the pattern's folder holds.
   */
  private boolean leadsOut(Path file, Path base) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return false;
    }
    Path real = file.toRealPath();
    return !real.startsWith(base.toRealPath()) && !real.startsWith(project.root().toRealPath());
  }
}
