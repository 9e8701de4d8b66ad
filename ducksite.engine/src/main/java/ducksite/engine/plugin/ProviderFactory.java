package ducksite.engine.plugin;

import ducksite.api.PluginContext;
import ducksite.api.PluginService;
import ducksite.engine.plugin.verify.Candidate;
import ducksite.engine.plugin.verify.DefectException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Makes the providers of a plugin, one by one: a bad one is named and does not hide the others. */
record ProviderFactory(PluginCode code, String libraryFolder) {

  /**
   * Makes a provider and starts it; runs the plugin's own code: call it on a thread of the plugin.
   */
  Object create(Candidate candidate, PluginContext context) throws DefectException {
    Object provider = create(candidate);
    try {
      ((PluginService) provider).start(context);
      return provider;
    } catch (Throwable e) {
      throw new DefectException(
          "plugin/start-failed",
          candidate.className() + " cannot start: " + why(e),
          "see [plugins.config." + context.id() + "], or correct the plugin's start method",
          e);
    }
  }

  /** Where a plugin refuses its options, what it says is for the operator as it stands. */
  private String why(Throwable e) {
    String message = Throwables.message(e);
    return e.getClass() == IllegalArgumentException.class && message != null
        ? message
        : Throwables.describe(e) + Throwables.place(e, code.loader());
  }

  private Object create(Candidate candidate) throws DefectException {
    String name = candidate.className();
    try {
      Class<?> type = Class.forName(name, false, code.loader());
      Member factory = factory(type, candidate.spi());
      Object provider =
          switch (factory) {
            case Method method -> method.invoke(null);
            case Constructor<?> constructor -> constructor.newInstance();
            default ->
                throw new IllegalStateException("neither method nor constructor: " + factory);
          };
      if (provider == null) {
        throw new DefectException(
            "plugin/not-instantiable", name + ".provider() returned null", "return the provider");
      }
      return provider;
    } catch (ClassNotFoundException e) {
      throw new DefectException(
          "plugin/missing-class",
          "it names "
              + name
              + " as its "
              + candidate.spi().getSimpleName()
              + ", but holds no such class",
          "correct the name where the provider is listed, or add the class",
          e);
    } catch (InvocationTargetException e) {
      throw thrown(name, e.getCause());
    } catch (IllegalAccessException | InstantiationException e) {
      throw notInstantiable(name, "cannot be made: " + Throwables.describe(e));
    } catch (DefectException e) {
      throw e;
    } catch (Throwable e) {
      throw thrown(name, e);
    }
  }

  private Member factory(Class<?> type, Class<?> spi) throws DefectException {
    boolean lenient = code.isolation().equals("java file");
    if (!lenient) {
      for (Method method : type.getDeclaredMethods()) {
        int modifiers = method.getModifiers();
        if (method.getName().equals("provider")
            && method.getParameterCount() == 0
            && Modifier.isPublic(modifiers)
            && Modifier.isStatic(modifiers)
            && spi.isAssignableFrom(method.getReturnType())) {
          return method;
        }
      }
    }
    if (!spi.isAssignableFrom(type)) {
      throw new DefectException(
          "plugin/not-a-provider",
          type.getName() + " does not implement " + spi.getName(),
          "implement the interface, or correct the name where the provider is listed");
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw notInstantiable(type.getName(), "is abstract");
    }
    if (!lenient && !Modifier.isPublic(type.getModifiers())) {
      throw notInstantiable(type.getName(), "is not public");
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      if (!lenient && !Modifier.isPublic(constructor.getModifiers())) {
        throw notInstantiable(type.getName(), "has no public constructor without parameters");
      }
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw notInstantiable(type.getName(), "has no constructor without parameters");
    }
  }

  private static DefectException notInstantiable(String name, String why) {
    return new DefectException(
        "plugin/not-instantiable",
        name + " " + why,
        "a provider is a public class with a public constructor without parameters");
  }

  private DefectException thrown(String name, Throwable e) {
    Throwable cause =
        e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
    String where = Throwables.place(cause, code.loader());
    if (cause instanceof LinkageError) {
      return new DefectException(
          "plugin/missing-class",
          name + " cannot be linked: " + Throwables.describe(cause) + where,
          "put the jar that holds it into the folder " + libraryFolder,
          e);
    }
    return new DefectException(
        "plugin/constructor-failed",
        name + " cannot be made: " + Throwables.describe(cause) + where,
        NativeAccess.isRefusal(RecordedThrowable.of(cause))
            ? NativeAccess.HINT
            : "correct the plugin's constructor or static initializer",
        e);
  }
}
