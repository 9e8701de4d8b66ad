package ducksite.testkit;

import ducksite.api.Options;
import ducksite.api.PluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A plugin's context whose project is a folder of the test. Immutable but for its log. */
public final class TestPluginContext implements PluginContext {

  private final Path projectRoot;
  private final String id;
  private final Options options;
  private final TestLog log = new TestLog();

  private TestPluginContext(Path projectRoot, String id, Options options) {
    this.projectRoot = projectRoot;
    this.id = id;
    this.options = options;
  }

  /** A context of a plugin with the id {@code plugin}, without options, in the given folder. */
  public static TestPluginContext in(Path projectRoot) {
    return new TestPluginContext(
        projectRoot.toAbsolutePath().normalize(), "plugin", Options.empty());
  }

  /** The same context for a plugin of another id. */
  public TestPluginContext withId(String other) {
    return new TestPluginContext(projectRoot, other, options);
  }

  /** The same context with these site-wide options. */
  public TestPluginContext withOptions(Map<String, ?> values) {
    return new TestPluginContext(projectRoot, id, Options.of(values));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Path projectRoot() {
    return projectRoot;
  }

  @Override
  public Path scratchFolder() {
    try {
      return Files.createDirectories(
          projectRoot.resolve(".ducksite_data/cache/plugin-scratch").resolve(id));
    } catch (IOException e) {
      throw new UncheckedIOException("scratch folder below " + projectRoot + " cannot be made", e);
    }
  }

  @Override
  public TestLog log() {
    return log;
  }
}
