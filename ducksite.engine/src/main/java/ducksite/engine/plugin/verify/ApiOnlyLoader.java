package ducksite.engine.plugin.verify;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The parent of every plugin's loader: it finds the classes of the platform and of {@code
 * ducksite.api}, nothing else of the host and no resource. The platform class loader cannot take
 * its place: it delegates to the application's loader for every package of a named module.
 */
public final class ApiOnlyLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  /** A loader with a name for messages. */
  public ApiOnlyLoader(String name) {
    super(name, null);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    ClassLoader loader = dot < 0 ? null : SharedApi.LOADERS.get(name.substring(0, dot));
    if (loader == null) {
      throw new ClassNotFoundException(name);
    }
    return loader.loadClass(name);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return Collections.emptyEnumeration();
  }
}
