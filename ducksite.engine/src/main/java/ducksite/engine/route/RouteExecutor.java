package ducksite.engine.route;

import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.InputIdentities;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.project.SqlSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The way from a request to a plan: parameters are bound and preprocessed, the format is chosen,
 * and the fingerprint tells whether the client has the answer already. No SQL runs here. Safe for
 * use by several threads.
 */
public final class RouteExecutor {

  private final DuckInstance duck;
  private final InputIdentities identities;
  private final Formats formats;
  private final SqlSettings settings;
  private final String productVersion;

  /**
   * An executor for the routes of one site.
   *
   * @param productVersion part of every entity tag: another version may encode differently
   */
  public RouteExecutor(
      DuckInstance duck,
      InputIdentities identities,
      Formats formats,
      SqlSettings settings,
      String productVersion) {
    this.duck = duck;
    this.identities = identities;
    this.formats = formats;
    this.settings = settings;
    this.productVersion = productVersion;
  }

  /** A plan for a request. */
  public RoutePlan plan(Route route, RouteRequest request) throws RouteException {
    String format = format(route, request);
    Slice slice = Slice.of(request.query());
    Map<String, Object> values =
        Preprocessing.run(route, RequestBinding.bind(route, request), request);
    boolean longAsText = request.values("int64").contains("string");
    String inputs = inputs(route);
    return new RoutePlan(
        route,
        format,
        formats,
        slice,
        values,
        longAsText,
        duck,
        settings,
        tag(route, format, slice, values, longAsText, inputs),
        RequestBinding.nearMisses(route, request),
        () -> inputs.equals(refreshedInputs(route)));
  }

  private String format(Route route, RouteRequest request) throws RouteException {
    List<String> asked = request.values("format");
    String written =
        request.suffix() != null
            ? request.suffix()
            : asked.isEmpty() || asked.getLast().isBlank() ? null : asked.getLast();
    if (written != null) {
      String known =
          formats
              .find(written)
              .orElseThrow(
                  () ->
                      RouteException.invalid(
                          "format",
                          "Unsupported format '"
                              + written
                              + "'; this route answers "
                              + String.join(", ", new TreeSet<>(route.formats()))));
      if (!route.formats().contains(known)) {
        throw RouteException.invalid(
            "format", "Format '" + written + "' not enabled for route '" + route.id() + "'");
      }
      return known;
    }
    if (request.accept() != null) {
      Optional<String> accepted = formats.accepted(request.accept(), route.formats());
      if (accepted.isPresent()) {
        return accepted.get();
      }
      if (!request.accept().contains("*/*") && !request.accept().isBlank()) {
        throw new RouteException(
            RouteException.Kind.NOT_ACCEPTABLE,
            "This route answers none of the types that the request accepts",
            "It answers " + String.join(", ", new TreeSet<>(route.formats())),
            null,
            null);
      }
    }
    Optional<String> standard =
        formats.find(route.source().defaultFormat()).filter(route.formats()::contains);
    return standard.orElseGet(() -> new TreeSet<>(route.formats()).first());
  }

  private String inputs(Route route) {
    Digest digest = new Digest();
    new TreeSet<>(route.sql().inputs())
        .forEach(input -> digest.add(input).add(identities.digest(input)));
    return digest.hex();
  }

  private String refreshedInputs(Route route) {
    Digest digest = new Digest();
    new TreeSet<>(route.sql().inputs())
        .forEach(input -> digest.add(input).add(identities.refreshed(input)));
    return digest.hex();
  }

  private Optional<String> tag(
      Route route,
      String format,
      Slice slice,
      Map<String, Object> values,
      boolean longAsText,
      String inputs) {
    if (route.sql().isVolatile()) {
      return Optional.empty();
    }
    Digest digest = new Digest().add(productVersion).add(route.sql().executable()).add(inputs);
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                digest.add(name).add(value.getClass().getName()).add(value.toString()));
    digest
        .add(format)
        .add(formats.identity(format))
        .add(String.valueOf(slice.limit()))
        .add(Long.toString(slice.offset()));
    slice.columns().forEach(digest::add);
    digest.add(Boolean.toString(longAsText));
    String opaque = '"' + digest.hex().substring(0, 32) + '"';
    return Optional.of(Set.of("json", "html_t").contains(format) ? "W/" + opaque : opaque);
  }
}
