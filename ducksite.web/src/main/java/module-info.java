import org.jspecify.annotations.NullMarked;

/**
 * The browser half as a jar of resources: bundles with content-hashed names, precompressed, and an
 * index over them.
 */
@NullMarked
module ducksite.web {
  // Compile-time only: the annotations are documentation for tools and are absent at run time.
  requires static org.jspecify;

  exports ducksite.web;
}
