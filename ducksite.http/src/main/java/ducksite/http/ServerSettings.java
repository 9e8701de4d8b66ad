package ducksite.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a server listens.
 *
 * @param host address to bind
 * @param port port to bind, 0 for any free one
 * @param hosts names that requests may be for, besides the bound address and localhost
 * @param maxBody bytes of a request's body
 * @param drain how long requests may still run when the server stops
 * @param temporary folder for bodies that wait for slow clients
 * @param productVersion of this program
 */
public record ServerSettings(
    String host,
    int port,
    List<String> hosts,
    long maxBody,
    Duration drain,
    Path temporary,
    String productVersion) {

  /** Settings with their own copy of the names. */
  public ServerSettings {
    hosts = List.copyOf(hosts);
  }
}
