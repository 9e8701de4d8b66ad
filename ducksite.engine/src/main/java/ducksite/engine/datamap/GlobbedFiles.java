package ducksite.engine.datamap;

import ducksite.engine.project.FileSource;
import ducksite.engine.project.HierarchyLevel;
import ducksite.engine.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The files of a source without a plugin: those on disk that its patterns match. */
final class GlobbedFiles {

  static final String STATIC = "static";

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
      find(upstream, DataMapBuilder.prefix(source), null, found, List.of());
      return;
    }
    List<Glob> before = new ArrayList<>();
    Path base = project.root().resolve(STATIC);
    for (HierarchyLevel level : source.levels()) {
      String pattern = STATIC + "/" + level.pattern();
      find(pattern, "", base, found, List.copyOf(before));
      before.add(Glob.of(pattern));
    }
  }

  /**
   * @param before patterns whose files are found already
   */
  private void find(
      String pattern, String prefix, @Nullable Path keyBase, FoundFiles found, List<Glob> before) {
    Glob glob = Glob.of(pattern);
    Path base = keyBase == null ? glob.baseFolder(project.root()) : keyBase;
    try (OrderedWork<Path, FileLook> work =
        new OrderedWork<>(
            file ->
                FileLook.at(
                    prefix + base.relativize(file),
                    file,
                    found.former(),
                    link -> holds(link, base)),
            look -> add(look, found))) {
      glob.walk(
          project.root(),
          file -> {
            if (before.isEmpty() || before.stream().noneMatch(each -> matches(each, file))) {
              work.add(file);
            }
          });
      work.finish();
    } catch (IOException e) {
      found.fail(
          "data/folder-unreadable",
          "upstream_glob",
          "a folder of the pattern cannot be read: " + e.getMessage(),
          "check its permissions");
    }
  }

  private boolean matches(Glob glob, Path file) {
    return glob.matches(project.root().relativize(file).toString());
  }

  private void add(FileLook look, FoundFiles found) {
    if (look instanceof FileLook.Outside outside) {
      progress.accept("leaving out " + outside.file() + ": the link leads out of the project");
    }
    found.add(look);
  }

  /** Whether a link leads to a place that the project or the pattern's folder holds. */
  private boolean holds(Path link, Path base) throws IOException {
    Path real = link.toRealPath();
    return real.startsWith(base.toRealPath()) || real.startsWith(project.root().toRealPath());
  }
}
