package ducksite.api.location;

import ducksite.api.ApiStatus;
import ducksite.api.PluginService;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;

/**
 * Reads the bytes behind location URIs of some schemes, such as {@code s3:}. Safe for use by
 * several threads. A call that is interrupted ends soon, with an {@code IOException} of its choice.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_IMPLEMENT)
public interface LocationReader extends PluginService {

  /** The URI schemes served, in lower case, without colon. */
  Set<String> schemes();

  /**
   * Size and version of an object, without reading it.
   *
   * @param location an absolute URI of one of the {@link #schemes()}
   * @throws java.io.FileNotFoundException when there is no such object
   * @throws IOException when it cannot be reached
   */
  LocationStat stat(URI location) throws IOException;

  /**
   * A stream of {@code length} bytes from {@code offset}, fewer only where the object ends before;
   * at or behind its end the stream is empty. It never gives more than {@code length}. The caller
   * closes it, often before its end.
   *
   * @param location an absolute URI of one of the {@link #schemes()}
   * @param offset bytes to skip, not negative
   * @param length most bytes to give, not negative
   * @throws IllegalArgumentException when the offset or the length is negative
   * @throws java.io.FileNotFoundException when there is no such object
   * @throws IOException when the range cannot be read
   */
  InputStream open(URI location, long offset, long length) throws IOException;

  /**
   * The same, but of one version only, so that several ranges make one object.
   *
   * @param version as {@link #stat} told it
   * @throws LocationChangedException here or while reading, when the object has another version
   *     now; a reader that cannot tell does not override this method
   * @throws java.io.FileNotFoundException when there is no such object
   * @throws IOException when the range cannot be read
   */
  default InputStream open(URI location, long offset, long length, String version)
      throws IOException {
    return open(location, offset, length);
  }
}
