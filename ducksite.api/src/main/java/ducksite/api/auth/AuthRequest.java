package ducksite.api.auth;

import ducksite.api.ApiStatus;
import java.util.List;
import java.util.Optional;

/** The parts of an HTTP request that authentication may look at. Valid inside the call. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public interface AuthRequest {

  /** The method in upper case: {@code GET}, {@code POST}, …. */
  String method();

  /** The decoded path, with its leading slash, without the query. */
  String path();

  /**
   * The values of a header in their order, empty where there is none; names are compared without
   * case.
   */
  List<String> headers(String name);

  /** The value of the first cookie of that name, as sent. */
  Optional<String> cookie(String name);

  /** The client's address as text, taken from trusted proxies only. */
  String clientAddress();
}
