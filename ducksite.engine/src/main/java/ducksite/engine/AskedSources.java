package ducksite.engine;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.DataMapBuilder;
import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.ProxiedFile;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the plugins of a site's sources told when they were asked again.
 *
 * @param digest of what they told, of the files' identities, and of the sources that failed
 * @param differ whether a site made now would have other files, or would no longer have to keep
 *     those of a former manifest
 * @param problems of sources that failed: they keep the files of the site
 */
public record AskedSources(String digest, boolean differ, List<Problem> problems) {

  public AskedSources {
    problems = List.copyOf(problems);
  }

  static AskedSources of(Site site, DataMap map, List<Problem> problems) {
    List<FileSource> sources =
        site.project().config().fileSources().stream()
            .filter(source -> source.plugin() != null)
            .toList();
    String told = digest(sources, map);
    Set<String> kept = kept(problems);
    boolean works = !kept.containsAll(kept(site.problems()));
    Digest all = new Digest().add(told);
    kept.stream().sorted().forEach(all::add);
    return new AskedSources(
        all.hex(), works || !told.equals(digest(sources, site.dataMap())), problems);
  }

  private static Set<String> kept(List<Problem> problems) {
    return problems.stream()
        .filter(each -> each.code().equals(DataMapBuilder.LAST_MANIFEST))
        .map(Problem::message)
        .collect(Collectors.toSet());
  }

  private static String digest(List<FileSource> sources, DataMap map) {
    Digest digest = new Digest();
    for (FileSource source : sources) {
      String name = source.name() == null ? "" : source.name();
      @Nullable FileList files = map.bySource().get(name);
      digest
          .add(name)
          .add(String.valueOf(map.source(name).map(each -> each.template()).orElse(null)))
          .add(files == null ? "" : files.digest());
      for (ProxiedFile file : map.proxied().of(name)) {
        digest.add(file.httpPath()).add(file.location().toString());
      }
    }
    return digest.hex();
  }
}
