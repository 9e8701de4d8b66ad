package ducksite.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.FileCursor;
import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.ProxiedFile;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.store.StoreException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a site without errors as a generation, and exports what others read: the data map beside
 * the pointer, the SQL artefacts into the project's {@code static/}. Confined to the thread that
 * holds the lock.
 */
final class Publication {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final List<String> MAP_FILES =
      List.of("data_map.sqlite", "data_map.json", "data_map_meta.json");

  private final BuildSettings settings;
  private final Site site;

  Publication(BuildSettings settings, Site site) {
    this.settings = settings;
    this.site = site;
  }

  Generation publish() throws IOException {
    Path folder = settings.state().newGeneration();
    Set<Path> linked = copyProject(folder.resolve("project"));
    Optional<Path> same = sameAsPublished();
    if (same.isPresent()) {
      for (String name : MAP_FILES) {
        Files.createLink(folder.resolve(name), same.get().resolve(name));
      }
    } else {
      writeMap(folder);
    }
    Map<String, String> artefacts = artefacts();
    for (Map.Entry<String, String> artefact : artefacts.entrySet()) {
      Path file = folder.resolve(artefact.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, artefact.getValue());
    }
    Generation generation = settings.state().publish(folder, linked);
    for (String name : MAP_FILES) {
      AtomicFiles.link(generation.folder().resolve(name), settings.state().folder().resolve(name));
    }
    export(artefacts);
    return generation;
  }

  /** The files of the copy that the former generation had as well. */
  private Set<Path> copyProject(Path target) throws IOException {
    @Nullable Path former =
        published().map(generation -> generation.folder().resolve("project")).orElse(null);
    ProjectCopy copy = new ProjectCopy(settings.root(), former, target);
    for (String entry : List.of("ducksite.toml", "content", "sources_sql", "plugins")) {
      copy.add(entry);
    }
    copy.add(site.project().config().server().sourceDirectory());
    return copy.linked();
  }

  private Optional<Generation> published() throws IOException {
    try {
      return settings.state().current();
    } catch (StateException e) {
      // A damaged pointer is repaired by publishing.
      return Optional.empty();
    }
  }

  /** All artefacts by their path, the manifest last. */
  private Map<String, String> artefacts() throws IOException {
    Map<String, String> artefacts = new LinkedHashMap<>(SiteArtefacts.queries(site));
    artefacts.put("sitemap.json", json(Map.of("routes", site.sitemap(Optional.empty()))));
    artefacts.put("sql/_manifest.json", json(Map.of("views", site.manifest())));
    return artefacts;
  }

  private void writeMap(Path folder) throws IOException {
    site.dataMap().write(folder.resolve("data_map.sqlite"), storedMeta());
    writeJson(folder.resolve("data_map.json"), this::writePhysicalPaths);
    writeJson(folder.resolve("data_map_meta.json"), this::writeMeta);
  }

  private Map<String, String> storedMeta() {
    Map<String, String> meta = new TreeMap<>(fingerprints());
    meta.putAll(StoredDataMap.meta(site.dataMap()));
    return meta;
  }

  /** The folder of the published generation when its data map is the one that would be written. */
  private Optional<Path> sameAsPublished() throws IOException {
    try {
      return published()
          .filter(generation -> StoredDataMap.isOf(generation, site.dataMap(), storedMeta()))
          .map(Generation::folder);
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  /** Writes one JSON object, however large. */
  private static void writeJson(Path file, JsonFields fields) throws IOException {
    try (Writer out = Files.newBufferedWriter(file);
        JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
      json.writeRaw("\n");
    }
  }

  /** What an object holds. */
  private interface JsonFields {
    void write(JsonGenerator json) throws IOException;
  }

  private void writePhysicalPaths(JsonGenerator json) throws IOException {
    FileCursor file = site.dataMap().files().table().cursor();
    while (file.next()) {
      json.writeStringField(file.httpPath(), file.location());
    }
    for (ProxiedFile proxied : site.dataMap().proxied().all()) {
      json.writeStringField(proxied.httpPath(), proxied.location().toString());
    }
  }

  private void writeMeta(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("row_filters");
    boolean plain =
        site.dataMap().sources().stream()
            .allMatch(
                source ->
                    source.rowFilter() == null
                        && source.levels().stream().allMatch(level -> level.rowFilter() == null));
    FileCursor file = site.dataMap().files().table().cursor();
    while (file.next()) {
      if (!plain || file.rowFilter() != null) {
        MappedFile mapped = file.file();
        String filter = site.dataMap().sourceOf(mapped).filterOf(mapped);
        if (filter != null) {
          json.writeStringField(file.httpPath(), filter);
        }
      }
    }
    json.writeEndObject();
    Map<String, String> digests = new TreeMap<>();
    fingerprints().forEach((key, value) -> digests.put(key.substring(key.indexOf(':') + 1), value));
    json.writeObjectField("fingerprints", digests);
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
      @Nullable FileList files = site.dataMap().bySource().get(source.name());
      digest.add(files == null ? "" : files.digest());
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
