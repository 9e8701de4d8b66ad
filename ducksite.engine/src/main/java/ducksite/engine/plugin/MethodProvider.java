package ducksite.engine.plugin;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.api.route.Preprocessor;
import ducksite.api.route.RouteContext;
import ducksite.engine.plugin.PluginException.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The adapters that make a public static method of a {@code .java} file a provider, for the
 * interfaces with one method:
 *
 * <pre>{@code
 * public static Map<String, Object> NAME(Map<String, Object> parameters, RouteContext context)
 * public static VirtualParquetManifest NAME(ManifestContext context)
 * }</pre>
 */
final class MethodProvider {

  private MethodProvider() {}

  static BoundProvider bind(
      Class<?> spi, String name, PluginCode code, String label, String fileStem) {
    List<Class<?>> parameters;
    Class<?> result;
    if (spi == Preprocessor.class) {
      parameters = List.of(Map.class, RouteContext.class);
      result = Map.class;
    } else if (spi == VirtualParquetPlugin.class) {
      parameters = List.of(ManifestContext.class);
      result = VirtualParquetManifest.class;
    } else {
      throw unknown(
          label + " has no " + spi.getSimpleName() + " named '" + name + "'",
          "name a class that implements it");
    }
    Method method = find(code, name, parameters, result, label, fileStem);
    Object adapter =
        spi == Preprocessor.class
            ? (Preprocessor) (values, context) -> values(invoke(method, values, context))
            : (VirtualParquetPlugin) context -> (VirtualParquetManifest) invoke(method, context);
    return new BoundProvider(spi, method.getDeclaringClass().getName() + ":" + name, adapter);
  }

  private static Method find(
      PluginCode code,
      String name,
      List<Class<?>> parameters,
      Class<?> result,
      String label,
      String fileStem) {
    List<String> named = new ArrayList<>();
    for (Method method : methods(code, mainClass(code, fileStem), label)) {
      if (!method.getName().equals(name)) {
        continue;
      }
      int modifiers = method.getModifiers();
      if (Modifier.isPublic(modifiers)
          && Modifier.isStatic(modifiers)
          && parameters.equals(List.of(method.getParameterTypes()))
          && result.isAssignableFrom(method.getReturnType())) {
        method.setAccessible(true);
        return method;
      }
      named.add(method.toString());
    }
    String wanted =
        "public static "
            + result.getSimpleName()
            + " "
            + name
            + "("
            + simpleNames(parameters)
            + ")";
    throw named.isEmpty()
        ? unknown(label + " has neither a class nor a method named '" + name + "'", "add " + wanted)
        : new PluginException(
            Kind.UNKNOWN_REFERENCE,
            "plugin/method-signature",
            label + ": method " + named.getFirst() + " cannot be called as a step",
            "its signature must be " + wanted,
            null);
  }

  private static String mainClass(PluginCode code, String fileStem) {
    return code.ownClasses().stream()
        .filter(name -> name.equals(fileStem) || name.endsWith("." + fileStem))
        .findFirst()
        .orElse(fileStem);
  }

  private static Method[] methods(PluginCode code, String className, String label) {
    try {
      return Class.forName(className, false, code.loader()).getDeclaredMethods();
    } catch (ClassNotFoundException | LinkageError e) {
      throw new PluginException(
          Kind.NOT_AVAILABLE,
          label + ": " + className + " cannot be linked: " + Throwables.describe(e),
          null,
          e);
    }
  }

  private static @Nullable Object invoke(Method method, Object... arguments) throws Exception {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  @SuppressWarnings(
      "unchecked") // as unchecked as any generic method that another compiler compiled
  private static Map<String, Object> values(@Nullable Object map) {
    return (Map<String, Object>) map;
  }

  private static String simpleNames(List<Class<?>> parameters) {
    return String.join(", ", parameters.stream().map(Class::getSimpleName).toList());
  }

  private static PluginException unknown(String message, String hint) {
    return new PluginException(Kind.UNKNOWN_REFERENCE, message, hint, null);
  }
}
