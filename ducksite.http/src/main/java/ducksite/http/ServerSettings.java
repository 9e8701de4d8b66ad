package ducksite.http;

import ducksite.engine.project.AddressRange;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param trustedProxies whose word about their clients counts
 * @param usersNeeded whether a site that does not ask for users must not be served
 * @param accessLog takes a line for each answered request; null for no lines
 */
public record ServerSettings(
    String host,
    int port,
    List<String> hosts,
    long maxBody,
    Duration drain,
    Path temporary,
    String productVersion,
    List<AddressRange> trustedProxies,
    boolean usersNeeded,
    @Nullable OutputStream accessLog) {

  /** Settings with their own copy of the names. */
  public ServerSettings {
    hosts = List.copyOf(hosts);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** A server without proxies and log that also serves sites that do not ask for users. */
  public ServerSettings(
      String host,
      int port,
      List<String> hosts,
      long maxBody,
      Duration drain,
      Path temporary,
      String productVersion) {
    this(host, port, hosts, maxBody, drain, temporary, productVersion, List.of(), false, null);
  }
}
