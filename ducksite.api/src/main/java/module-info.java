import org.jspecify.annotations.NullMarked;

/**
 * The contract between ducksite and its plugins: the service interfaces that a plugin implements
 * and the values that cross the border. It knows nobody: a plugin that compiles against this module
 * and the JDK runs in every host that serves the same API version.
 */
@NullMarked
module ducksite.api {
  // Compile-time only: the annotations are documentation for tools and are absent at run time.
  requires static org.jspecify;

  exports ducksite.api;
  exports ducksite.api.auth;
  exports ducksite.api.location;
  exports ducksite.api.manifest;
  exports ducksite.api.render;
  exports ducksite.api.route;
}
