package ducksite.engine.plugin.verify;

import ducksite.api.auth.AuthAdapter;
import ducksite.api.location.LocationReader;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.api.render.ChartRenderer;
import ducksite.api.render.ImageGetter;
import ducksite.api.render.Renderer;
import ducksite.api.route.Preprocessor;
import java.util.List;
import java.util.stream.Collectors;

/** The service interfaces that a plugin can provide. */
public final class Spi {

  public static final List<Class<?>> ALL =
      List.of(
          VirtualParquetPlugin.class,
          LocationReader.class,
          Preprocessor.class,
          Renderer.class,
          ChartRenderer.class,
          ImageGetter.class,
          AuthAdapter.class);

  private Spi() {}

  public static String names() {
    return ALL.stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
  }
}
