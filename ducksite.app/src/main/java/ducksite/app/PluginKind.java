package ducksite.app;

/** What a new plugin provides, by the name that {@code --kind} takes. */
enum PluginKind {
  /** Tells the files of a source. */
  PARQUET("ducksite.api.manifest.VirtualParquetPlugin"),
  /** Reads a URI scheme. */
  LOCATION("ducksite.api.location.LocationReader"),
  /** Is a step of a route. */
  PREPROCESSOR("ducksite.api.route.Preprocessor"),
  /** Writes a format. */
  RENDERER("ducksite.api.render.Renderer"),
  /** Draws a type of charts. */
  CHARTS("ducksite.api.render.ChartRenderer"),
  /** Tells where images are. */
  IMAGES("ducksite.api.render.ImageGetter"),
  /** Tells who asks. */
  AUTH("ducksite.api.auth.AuthAdapter");

  private final String service;

  PluginKind(String service) {
    this.service = service;
  }

  /** The full name of the interface. */
  String service() {
    return service;
  }

  /** The name of its templates and on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
