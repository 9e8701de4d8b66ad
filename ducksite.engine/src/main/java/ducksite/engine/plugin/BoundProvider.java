package ducksite.engine.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A provider that can be called, until its plugin is retired. Whoever keeps this keeps no code of
 * the plugin. Safe for use by several threads.
 */
final class BoundProvider {

  private final Class<?> spi;
  private final String className;
  private volatile @Nullable Object instance;

  /**
   * @param className the full name of the class; for a method {@code Class:method}
   */
  BoundProvider(Class<?> spi, String className, Object instance) {
    this.spi = spi;
    this.className = className;
    this.instance = instance;
  }

  Class<?> spi() {
    return spi;
  }

  String className() {
    return className;
  }

  /** The plugin's object, null once the plugin has been retired. */
  @Nullable Object instance() {
    return instance;
  }

  void forget() {
    instance = null;
  }
}
