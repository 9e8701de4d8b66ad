package ducksite.api.location;

import ducksite.api.ApiStatus;
import ducksite.api.PluginService;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;

/**
 * Reads the bytes behind location URIs of some schemes, such as {@code s3:}. Safe for use by
 * several threads.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_IMPLEMENT)
public interface LocationReader extends PluginService {

  /** The URI schemes served, in lower case, without colon. */
  Set<String> schemes();

  /**
   * Size and version of an object, without reading it.
   *
   * @throws java.io.FileNotFoundException when there is no such object
   * @throws IOException when it cannot be reached
   */
  LocationStat stat(URI location) throws IOException;

  /**
   * A stream of {@code length} bytes from {@code offset}. The caller closes it.
   *
   * @throws java.io.FileNotFoundException when there is no such object
   * @throws IOException when the range cannot be read
   */
  InputStream open(URI location, long offset, long length) throws IOException;
}
