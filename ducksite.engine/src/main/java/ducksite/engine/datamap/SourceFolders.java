package ducksite.engine.datamap;

import ducksite.engine.project.FileSource;
import ducksite.engine.project.HierarchyLevel;
import ducksite.engine.project.Project;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folders in which a site's sources find their files, watched for files that the map lacks and
 * for files that are gone. A look costs a system call for each folder; only when one has changed
 * are folders listed again. What was told once is told again only when it has changed since.
 * Confined to one thread.
 */
public final class SourceFolders {

  private final Map<Path, String> folders = new HashMap<>();
  private Map<Path, String> strangers = new HashMap<>();
  private Map<Path, String> told = new HashMap<>();
  private boolean toldMissing;
  private WeakReference<@Nullable DataMap> last = new WeakReference<>(null);

  /**
   * Whether the sources would find other files than those of a map.
   *
   * @throws IOException when a folder cannot be read
   */
  public boolean differ(Project project, DataMap map) throws IOException {
    boolean sameMap = last.get() == map;
    if (sameMap && !someFolderChanged()) {
      return strangersChanged();
    }
    last = new WeakReference<>(map);
    toldMissing &= sameMap;
    boolean missing = list(project, map);
    boolean news = missing && !toldMissing || strangersAreNew();
    toldMissing = missing;
    told = new HashMap<>(strangers);
    return news;
  }

  private boolean strangersAreNew() {
    return strangers.entrySet().stream()
        .anyMatch(stranger -> !stranger.getValue().equals(told.get(stranger.getKey())));
  }

  private boolean someFolderChanged() {
    return folders.entrySet().stream()
        .anyMatch(folder -> !InputIdentities.identity(folder.getKey()).equals(folder.getValue()));
  }

  /** A file that could not be taken into the map, as it was not whole, may be whole by now. */
  private boolean strangersChanged() {
    strangers.replaceAll((file, former) -> InputIdentities.identity(file));
    boolean news = strangersAreNew();
    told = new HashMap<>(strangers);
    return news;
  }

  /** Lists all folders anew; tells whether files of the map are gone. */
  private boolean list(Project project, DataMap map) throws IOException {
    folders.clear();
    strangers = new HashMap<>();
    Map<String, Integer> found = new LinkedHashMap<>();
    Set<String> asked = new HashSet<>();
    for (FileSource source : project.config().fileSources()) {
      String name = DataMapBuilder.nameOf(source);
      if (source.plugin() == null) {
        found.merge(name, list(project, source, map), Integer::sum);
      } else {
        asked.add(name);
      }
    }
    found.keySet().removeAll(asked);
    return found.entrySet().stream().anyMatch(each -> each.getValue() < size(map, each.getKey()));
  }

  private static int size(DataMap map, String source) {
    @Nullable FileList files = map.bySource().get(source);
    return files == null ? 0 : files.size();
  }

  /** How many files of the map a source still finds. */
  private int list(Project project, FileSource source, DataMap map) throws IOException {
    String upstream = source.upstreamGlob();
    if (upstream != null) {
      Glob glob = Glob.of(upstream);
      return list(
          project,
          glob,
          DataMapBuilder.prefix(source),
          glob.baseFolder(project.root()),
          map,
          List.of());
    }
    int found = 0;
    Path base = project.root().resolve(GlobbedFiles.STATIC);
    List<Glob> before = new ArrayList<>();
    for (HierarchyLevel level : source.levels()) {
      Glob glob = Glob.of(GlobbedFiles.STATIC + "/" + level.pattern());
      found += list(project, glob, "", base, map, before);
      before.add(glob);
    }
    return found;
  }

  private int list(
      Project project, Glob glob, String prefix, Path base, DataMap map, List<Glob> before)
      throws IOException {
    int[] found = {0};
    glob.walk(
        project.root(),
        // Before it is listed: what comes meanwhile is seen by the next look.
        folder -> folders.put(folder, InputIdentities.identity(folder)),
        file -> {
          String relative = project.root().relativize(file).toString();
          if (before.stream().anyMatch(each -> each.matches(relative))) {
            return;
          }
          if (map.files().table().at(prefix + base.relativize(file)) != null) {
            found[0]++;
          } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            strangers.put(file, InputIdentities.identity(file));
          }
        });
    return found[0];
  }
}
