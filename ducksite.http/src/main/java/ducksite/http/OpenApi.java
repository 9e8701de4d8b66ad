package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.SiteAuthentication;
import ducksite.engine.route.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The OpenAPI 3.1 description of what a caller may ask of a site, made from the same declarations
 * that requests are checked against.
 */
final class OpenApi {

  private static final String CREDENTIALS = "credentials";

  private final Site site;
  private final String productVersion;
  private final Caller caller;

  OpenApi(Site site, String productVersion, Caller caller) {
    this.site = site;
    this.productVersion = productVersion;
    this.caller = caller;
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", info());
    document.put("servers", List.of(Map.of("url", server())));
    boolean users = !(site.authentication() instanceof SiteAuthentication.Nobody);
    if (users) {
      document.put("security", List.of(Map.of(CREDENTIALS, List.of())));
    }
    OpenApiAnswers responses = new OpenApiAnswers(site.routeExecutor().formats(), users);
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Route route : site.routes()) {
      if (caller.may(route)) {
        paths.put(route.source().path(), new OpenApiRoute(route, responses).operations());
      }
    }
    paths.putAll(new OpenApiBuiltIns(responses).paths());
    document.put("paths", paths);
    document.put("components", components(users));
    return document;
  }

  private Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("title", site.title());
    String description = site.project().config().site().description();
    if (description != null) {
      info.put("description", description);
    }
    info.put("version", productVersion);
    return info;
  }

  /** Where the site starts, without the slash that each path brings. */
  private String server() {
    String base = site.project().config().site().basePath();
    return base.length() == 1 ? base : base.substring(0, base.length() - 1);
  }

  private static Map<String, Object> components(boolean users) {
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("schemas", Map.of("Problem", OpenApiSchemas.problem()));
    if (users) {
      components.put(
          "securitySchemes",
          Map.of(
              CREDENTIALS,
              Map.of(
                  "type",
                  "apiKey",
                  "in",
                  "header",
                  "name",
                  "Authorization",
                  "description",
                  "What this site's authentication asks for; the answer 401 names it in"
                      + " WWW-Authenticate.")));
    }
    return components;
  }
}
