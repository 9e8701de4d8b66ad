package ducksite.engine;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.DescribedSources;
import ducksite.engine.datamap.FileTable;
import ducksite.engine.datamap.ProxiedFiles;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.datamap.SourceTemplate;
import ducksite.engine.project.Project;
import ducksite.engine.store.DataMapStore;
import ducksite.engine.store.ProxiedStore;
import ducksite.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data map of a published generation: its rows, and what its store's meta table adds. */
final class StoredDataMap {

  private static final Logger LOG = LoggerFactory.getLogger(StoredDataMap.class);
  private static final String TEMPLATE = "template:";
  private static final String TEMPLATE_FILTER = "template_filter:";
  private static final String DIGEST = "digest:";

  private StoredDataMap() {}

  /** The files of the published generation; none when there is no such. */
  static FileTable files(StateFolder state) throws IOException {
    Optional<Generation> current = state.current();
    return current.isPresent()
        ? FileTable.ofParts(DataMapStore.packed(current.get().dataMap()))
        : FileTable.of(List.of());
  }

  /** Whether a generation has this map, and the same texts in its meta table. */
  static boolean isOf(Generation generation, DataMap map, Map<String, String> meta) {
    Path store = generation.dataMap();
    return DataMapStore.meta(store).equals(meta)
        && ProxiedFiles.stored(ProxiedStore.read(store)).all().equals(map.proxied().all())
        && FileTable.ofParts(DataMapStore.packed(store)).sameAs(map.files().table());
  }

  /** The map, with the settings of a project. */
  static DataMap read(Generation generation, Project project) {
    Path store = generation.dataMap();
    Map<String, String> meta = DataMapStore.meta(store);
    Map<String, String> digests = new HashMap<>();
    meta.forEach(
        (key, value) -> {
          if (key.startsWith(DIGEST)) {
            digests.put(key.substring(DIGEST.length()), value);
          }
        });
    return described(project, FileTable.ofParts(DataMapStore.packed(store), digests), meta)
        .withProxied(ProxiedFiles.stored(ProxiedStore.read(store)));
  }

  /** A map as it would be stored and read again, with the settings of another project. */
  static DataMap again(DataMap map, Project project) {
    return described(project, map.files().table(), templates(map)).withProxied(map.proxied());
  }

  private static DataMap described(Project project, FileTable files, Map<String, String> meta) {
    Map<String, SourceTemplate> templates = new LinkedHashMap<>();
    meta.forEach(
        (key, value) -> {
          if (key.startsWith(TEMPLATE)) {
            String source = key.substring(TEMPLATE.length());
            templates.put(
                source, new SourceTemplate(value, meta.get(TEMPLATE_FILTER + source), false));
          }
        });
    return DescribedSources.stored(project, files, templates);
  }

  /**
   * What the meta table says of the sources' templates, which plugins may have told, and of the
   * digests of their files, which a server that starts need not make again.
   */
  static Map<String, String> meta(DataMap map) {
    Map<String, String> meta = templates(map);
    map.bySource().forEach((name, files) -> meta.put(DIGEST + name, files.digest()));
    return meta;
  }

  private static Map<String, String> templates(DataMap map) {
    Map<String, String> meta = new TreeMap<>();
    for (SourceFiles source : map.sources()) {
      SourceTemplate template = source.template();
      if (template != null) {
        meta.put(TEMPLATE + source.name(), template.name());
        if (template.rowFilter() != null) {
          meta.put(TEMPLATE_FILTER + source.name(), template.rowFilter());
        }
      }
    }
    return meta;
  }

  /**
   * The files of the published generation: those that have not changed need not be opened. None
   * when it cannot be read.
   */
  static FileTable formerFiles(StateFolder state) throws IOException {
    try {
      return files(state);
    } catch (StateException | StoreException e) {
      LOG.warn("every file is opened: {}", e.getMessage());
      return FileTable.of(List.of());
    }
  }
}
