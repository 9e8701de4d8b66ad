package ducksite.engine;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.store.StatisticsStore;
import ducksite.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What footers have told about files, kept from one site to the next. Worth keeping, but not worth
 * failing for: where it cannot be kept, each site learns it anew.
 */
final class KeptStatistics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeptStatistics.class);

  private final Path folder;
  private @Nullable StatisticsStore store;

  /**
   * @param folder where they are kept; made when they are first needed
   */
  KeptStatistics(Path folder) {
    this.folder = folder;
  }

  /** A map that knows what is kept, and keeps what it learns. */
  DataMap with(DataMap map) throws IOException {
    if (store == null) {
      try {
        Files.createDirectories(folder);
        store = StatisticsStore.open(folder.resolve("statistics.sqlite"));
      } catch (StoreException e) {
        LOG.warn("statistics of files are not kept: {}", e.getMessage());
        return map;
      }
    }
    return map.withStatistics(store);
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
