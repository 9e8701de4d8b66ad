package ducksite.engine.plugin;

/** The swap of a thread's context class loader, undone on close. */
public final class ContextLoader implements AutoCloseable {

  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  ContextLoader(ClassLoader loader) {
    thread.setContextClassLoader(loader);
  }

  /**
   * The host's loader, for host code that a plugin calls on a thread of its own: a thread that is
   * started there would keep the plugin's.
   */
  public static ContextLoader ofHost() {
    return new ContextLoader(ContextLoader.class.getClassLoader());
  }

  @Override
  public void close() {
    thread.setContextClassLoader(before);
  }
}
