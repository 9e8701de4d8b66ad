package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.Candidate;
import java.io.IOException;
import java.util.List;

/**
 * A plugin's code behind its own loader, of which nothing has run yet.
 *
 * @param loader finds the plugin's classes, and of the host only the shared ones
 * @param isolation {@code module layer}, {@code class loader} or {@code java file}
 * @param candidates what it says it provides
 * @param ownClasses the classes that a {@code .java} file declares; empty for a jar
 * @param resources closed when the plugin is
 */
record PluginCode(
    ClassLoader loader,
    String isolation,
    List<Candidate> candidates,
    List<String> ownClasses,
    AutoCloseable resources)
    implements AutoCloseable {

  PluginCode {
    candidates = List.copyOf(candidates);
    ownClasses = List.copyOf(ownClasses);
  }

  @Override
  public void close() throws IOException {
    try {
      resources.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
