package ducksite.engine;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.project.Project;
import ducksite.engine.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources as the published generation has them; read when first asked for. Confined to the
 * building thread.
 */
final class FormerSources {

  private static final Logger LOG = LoggerFactory.getLogger(FormerSources.class);

  private final StateFolder state;
  private final Project project;
  private @Nullable Optional<DataMap> map;

  FormerSources(StateFolder state, Project project) {
    this.state = state;
    this.project = project;
  }

  /** A source by its name, when it had files. */
  Optional<SourceFiles> find(String name) {
    if (map == null) {
      map = read();
    }
    return map.flatMap(former -> former.source(name)).filter(source -> !source.files().isEmpty());
  }

  private Optional<DataMap> read() {
    try {
      return state.current().map(generation -> StoredDataMap.read(generation, project));
    } catch (IOException | StoreException e) {
      LOG.warn("the former data map cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
