package ducksite.engine.datamap;

import ducksite.engine.store.StoredLocation;
import java.net.URI;

/**
 * A file that stays where it is: clients read it through the plugin that reads its location, and no
 * SQL can.
 *
 * @param source the file source's name, or empty for a source without one
 * @param httpPath {@code data/…}
 * @param location where the bytes are
 */
public record ProxiedFile(String source, String httpPath, URI location) {

  StoredLocation stored() {
    return new StoredLocation(source, httpPath, location.toString());
  }

  static ProxiedFile of(StoredLocation stored) {
    return new ProxiedFile(stored.shard(), stored.httpPath(), URI.create(stored.location()));
  }
}
