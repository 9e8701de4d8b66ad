package ducksite.engine;

import ducksite.engine.datamap.DataMap;
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

  /** The former map, when a source had files in it. */
  Optional<DataMap> find(String name) {
    if (map == null) {
      map = read();
    }
    return map.filter(
        former ->
            former.proxied().isSource(name)
                || former.source(name).filter(source -> !source.files().isEmpty()).isPresent());
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
