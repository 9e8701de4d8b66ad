package ducksite.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.ProxiedFile;
import ducksite.engine.datamap.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a site without errors as a generation, and exports what others read: the data map beside
 * the pointer, the SQL artefacts into the project's {@code static/}. Confined to the thread that
 * holds the lock.
 */
final class Publication {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final BuildSettings settings;
  private final Site site;

  Publication(BuildSettings settings, Site site) {
    this.settings = settings;
    this.site = site;
  }

  Generation publish() throws IOException {
    Path folder = settings.state().newGeneration();
    copyProject(folder.resolve("project"));
    Map<String, String> meta = fingerprints();
    meta.putAll(StoredDataMap.templates(site.dataMap()));
    site.dataMap().write(folder.resolve("data_map.sqlite"), meta);
    Map<String, String> artefacts = artefacts();
    for (Map.Entry<String, String> artefact : artefacts.entrySet()) {
      Path file = folder.resolve(artefact.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, artefact.getValue());
    }
    Files.writeString(folder.resolve("data_map.json"), json(physicalPaths()));
    Files.writeString(folder.resolve("data_map_meta.json"), json(meta()));
    Generation generation = settings.state().publish(folder);
    for (String name : List.of("data_map.sqlite", "data_map.json", "data_map_meta.json")) {
      AtomicFiles.link(generation.folder().resolve(name), settings.state().folder().resolve(name));
    }
    export(artefacts);
    return generation;
  }

  private void copyProject(Path target) throws IOException {
    List<String> entries =
        new ArrayList<>(List.of("ducksite.toml", "content", "sources_sql", "plugins"));
    entries.add(site.project().config().server().sourceDirectory());
    for (String entry : entries) {
      AtomicFiles.copyAll(settings.root().resolve(entry), target.resolve(entry));
    }
  }

  /** All artefacts by their path, the manifest last. */
  private Map<String, String> artefacts() throws IOException {
    Map<String, String> artefacts = new LinkedHashMap<>(SiteArtefacts.queries(site));
    artefacts.put("sitemap.json", json(Map.of("routes", site.sitemap(Optional.empty()))));
    artefacts.put("sql/_manifest.json", json(Map.of("views", site.manifest())));
    return artefacts;
  }

  private Map<String, String> physicalPaths() {
    Map<String, String> paths = new LinkedHashMap<>();
    site.dataMap().files().forEach(file -> paths.put(file.httpPath(), file.location().toString()));
    for (ProxiedFile file : site.dataMap().proxied().all()) {
      paths.put(file.httpPath(), file.location().toString());
    }
    return paths;
  }

  private Map<String, Object> meta() {
    Map<String, String> filters = new LinkedHashMap<>();
    for (MappedFile file : site.dataMap().files()) {
      String filter = site.dataMap().sourceOf(file).filterOf(file);
      if (filter != null) {
        filters.put(file.httpPath(), filter);
      }
    }
    Map<String, String> digests = new TreeMap<>();
    fingerprints().forEach((key, value) -> digests.put(key.substring(key.indexOf(':') + 1), value));
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("row_filters", filters);
    meta.put("fingerprints", digests);
    return meta;
  }

  /** One digest for each source, over what it was told and the identity of each of its files. */
  private Map<String, String> fingerprints() {
    Map<String, String> digests = new TreeMap<>();
    for (SourceFiles source : site.dataMap().sources()) {
      Digest digest =
          new Digest()
              .add(source.name())
              .add(String.valueOf(source.rowFilter()))
              .add(source.access().name())
              .add(source.unionMode().name())
              .add(String.valueOf(source.template()));
      source
          .levels()
          .forEach(
              level ->
                  digest
                      .add(String.valueOf(level.pattern()))
                      .add(String.valueOf(level.rowFilter())));
      for (MappedFile file : source.files()) {
        digest
            .add(file.httpPath())
            .add(String.valueOf(file.rowFilter()))
            .add(String.valueOf(file.version()))
            .add(file.identity().text());
      }
      digests.put("fingerprint:" + source.name(), digest.hex());
    }
    return digests;
  }

  /**
   * Refreshes {@code static/}, file by file; the manifest comes last, so that what it names is
   * there.
   */
  private void export(Map<String, String> artefacts) throws IOException {
    Path target = settings.root().resolve("static");
    for (Map.Entry<String, String> artefact : artefacts.entrySet()) {
      AtomicFiles.write(target.resolve(artefact.getKey()), artefact.getValue());
    }
    StaleArtefacts.remove(target.resolve("sql"), artefacts.keySet());
  }

  private static String json(Object value) throws IOException {
    return JSON.writeValueAsString(value) + "\n";
  }
}
