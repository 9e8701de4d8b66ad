package ducksite.engine.plugin;

import ducksite.api.auth.AuthAdapter;
import ducksite.api.location.LocationReader;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.api.render.Renderer;
import ducksite.api.route.Preprocessor;
import java.util.List;
import java.util.stream.Collectors;

/** The service interfaces that a plugin can provide. */
final class Spi {

  static final List<Class<?>> ALL =
      List.of(
          VirtualParquetPlugin.class,
          LocationReader.class,
          Preprocessor.class,
          Renderer.class,
          AuthAdapter.class);

  private Spi() {}

  static String names() {
    return ALL.stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
  }
}
