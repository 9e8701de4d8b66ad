package ducksite.engine.plugin;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the providers of a plugin that can be closed, on a thread of their own: one that hangs is
 * left behind.
 */
final class ProviderClosing {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderClosing.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private ProviderClosing() {}

  static void close(String id, ClassLoader loader, List<BoundProvider> providers) {
    Set<AutoCloseable> closeable = Collections.newSetFromMap(new IdentityHashMap<>());
    for (BoundProvider bound : providers) {
      if (bound.instance() instanceof AutoCloseable provider) {
        closeable.add(provider);
      }
    }
    if (closeable.isEmpty()) {
      return;
    }
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .inheritInheritableThreadLocals(false)
            .name("plugin-" + id + "-close")
            .unstarted(() -> closeable.forEach(provider -> close(id, provider)));
    thread.setContextClassLoader(loader);
    thread.start();
    try {
      if (!thread.join(PATIENCE)) {
        thread.interrupt();
        LOG.warn("plugin {}: close() did not end within {} s", id, PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private static void close(String id, AutoCloseable provider) {
    try {
      provider.close();
    } catch (Throwable e) {
      LOG.warn("plugin {}: close() failed: {}", id, Throwables.describe(e));
    }
  }
}
