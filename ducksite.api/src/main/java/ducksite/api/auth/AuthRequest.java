package ducksite.api.auth;

import ducksite.api.ApiStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of an HTTP request that authentication may look at: its head, at most 64 KiB, never its
 * body.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public interface AuthRequest {

  /** The method in upper case: {@code GET}, {@code POST}, …. */
  String method();

  /** The decoded path, with its leading slash, without the query. */
  String path();

  /** The decoded arguments of the query, each with its values in their order. */
  Map<String, List<String>> query();

  /**
   * The values of a header in their order, empty where there is none; names are compared without
   * case. Clients can send any header twice: more than one {@code Authorization} is best refused.
   */
  List<String> headers(String name);

  /** The names of all headers, in lower case. */
  Set<String> headerNames();

  /** The value of the first cookie of that name, as sent. */
  Optional<String> cookie(String name);

  /**
   * The client's address as text. What {@code X-Forwarded-For} says counts as far as {@code
   * [server] trusted_proxies} vouch for it.
   */
  String clientAddress();

  /**
   * Whether the client's connection is encrypted, as a trusted proxy says in {@code
   * X-Forwarded-Proto}.
   */
  boolean isSecure();
}
