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
 * The sources as the site in service has them, else as the published generation does; read when
 * first asked for. Confined to the building thread.
 */
final class FormerSources {

  private static final Logger LOG = LoggerFactory.getLogger(FormerSources.class);

  private final StateFolder state;
  private final Project project;
  private final CurrentSite current;
  private @Nullable Optional<DataMap> served;
  private @Nullable Optional<DataMap> published;

  FormerSources(StateFolder state, Project project, CurrentSite current) {
    this.state = state;
    this.project = project;
    this.current = current;
  }

  /** The former map, when a source had files in it. */
  Optional<DataMap> find(String name) {
    if (served == null) {
      served = inService();
    }
    return served
        .filter(former -> hasFiles(former, name) && !former.isClosed(name))
        .map(former -> StoredDataMap.again(former, project))
        .or(() -> published().filter(former -> hasFiles(former, name)));
  }

  /** Whether a source has files in a map. */
  static boolean hasFiles(DataMap map, String name) {
    return map.proxied().isSource(name)
        || map.source(name).filter(source -> !source.files().isEmpty()).isPresent();
  }

  private Optional<DataMap> inService() {
    Optional<CurrentSite.Lease> held = current.lease();
    if (held.isEmpty()) {
      return Optional.empty();
    }
    try (CurrentSite.Lease lease = held.get()) {
      return Optional.of(lease.site().dataMap());
    }
  }

  private Optional<DataMap> published() {
    if (published == null) {
      published = read();
    }
    return published;
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
