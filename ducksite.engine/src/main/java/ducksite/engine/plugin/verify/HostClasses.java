package ducksite.engine.plugin.verify;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of the JDK and of the API that plugins see, by internal name; none is initialised.
 */
final class HostClasses {

  private static final Map<String, Optional<Class<?>>> CLASSES = new ConcurrentHashMap<>();
  private static final Map<Class<?>, Map<String, Integer>> MEMBERS = new ConcurrentHashMap<>();
  private static final String API = SharedApi.NAME.replace('.', '/') + "/";

  private HostClasses() {}

  /** Whether a class of this name would be one of the API, whether it exists or not. */
  static boolean isApi(String name) {
    return name.startsWith(API);
  }

  static Optional<Class<?>> find(String name) {
    return CLASSES.computeIfAbsent(name, HostClasses::load);
  }

  private static Optional<Class<?>> load(String internal) {
    String name = ClassFacts.dotted(internal);
    int dot = name.lastIndexOf('.');
    ClassLoader loader = dot < 0 ? null : SharedApi.LOADERS.get(name.substring(0, dot));
    if (loader == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** Whether other modules may use the class. */
  static boolean isExported(Class<?> type) {
    return type.getModule().isExported(type.getPackageName());
  }

  /** Modifiers of the members that a class declares, by {@link #key}. */
  static Map<String, Integer> members(Class<?> type) {
    return MEMBERS.computeIfAbsent(type, HostClasses::declared);
  }

  /** A member by name and descriptor. */
  static String key(String name, String descriptor) {
    return name + " " + descriptor;
  }

  private static Map<String, Integer> declared(Class<?> type) {
    Map<String, Integer> members = new HashMap<>();
    for (Method method : type.getDeclaredMethods()) {
      String descriptor =
          MethodType.methodType(method.getReturnType(), method.getParameterTypes())
              .descriptorString();
      members.put(key(method.getName(), descriptor), method.getModifiers());
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      String descriptor =
          MethodType.methodType(void.class, constructor.getParameterTypes()).descriptorString();
      members.put(key("<init>", descriptor), constructor.getModifiers());
    }
    for (Field field : type.getDeclaredFields()) {
      members.put(key(field.getName(), field.getType().descriptorString()), field.getModifiers());
    }
    return members;
  }
}
