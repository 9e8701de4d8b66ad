package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.ApiOnlyLoader;
import ducksite.engine.plugin.verify.Candidate;
import ducksite.engine.plugin.verify.DefectException;
import ducksite.engine.plugin.verify.Spi;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts the classes of a {@code .java} file behind a loader and finds out what the file provides.
 */
final class JavaFileLoader {

  private JavaFileLoader() {}

  /**
   * The file's code; its candidates are the classes it declares that implement an interface of the
   * API.
   */
  static PluginCode load(CompiledClasses compiled, String name) throws DefectException {
    MemoryLoader loader = new MemoryLoader("plugin-" + name, compiled.classes());
    List<Candidate> candidates = new ArrayList<>();
    for (String className : compiled.own()) {
      try {
        Class<?> type = Class.forName(className, false, loader);
        if (isOffered(type)) {
          Spi.ALL.stream()
              .filter(spi -> spi.isAssignableFrom(type))
              .forEach(spi -> candidates.add(new Candidate(spi, className)));
        }
      } catch (ClassNotFoundException | LinkageError e) {
        throw new DefectException(
            "plugin/missing-class",
            className + " cannot be linked: " + Throwables.describe(e),
            "a .java plugin sees the JDK and ducksite.api; for other libraries build a jar",
            e);
      }
    }
    return new PluginCode(loader, "java file", candidates, compiled.own(), () -> {});
  }

  /** Top-level classes, and nested ones that say that they are meant for others. */
  private static boolean isOffered(Class<?> type) {
    int modifiers = type.getModifiers();
    boolean nested = type.getEnclosingClass() != null;
    return !type.isInterface()
        && !Modifier.isAbstract(modifiers)
        && (!nested
            || type.isMemberClass()
                && Modifier.isPublic(modifiers)
                && Modifier.isStatic(modifiers));
  }

  /** Defines classes from memory; of the host it sees what every plugin sees. */
  private static final class MemoryLoader extends ClassLoader {

    static {
      registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    MemoryLoader(String name, Map<String, byte[]> classes) {
      super(name, new ApiOnlyLoader(name + "-parent"));
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
