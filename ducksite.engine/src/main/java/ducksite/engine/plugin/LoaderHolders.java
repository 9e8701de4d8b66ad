package ducksite.engine.plugin;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps a loader alive, as far as the platform tells: threads that run its code, are of a class
 * of its own, or have it as context class loader; and {@link PlatformHolders}.
 */
final class LoaderHolders {

  private LoaderHolders() {}

  /** One text for each; the loader may be gone meanwhile, then none. */
  static List<String> of(WeakReference<ClassLoader> reference) {
    List<String> holders = new ArrayList<>();
    ClassLoader loader = reference.get();
    if (loader == null) {
      return holders;
    }
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      Thread thread = entry.getKey();
      String why = why(thread, entry.getValue(), loader);
      if (why != null) {
        holders.add("thread '" + thread.getName() + "' " + why);
      }
    }
    holders.addAll(PlatformHolders.of(each -> isBelow(each, loader)));
    return holders.stream().sorted().toList();
  }

  private static @Nullable String why(
      Thread thread, StackTraceElement[] frames, ClassLoader loader) {
    String place = Throwables.place(frames, loader);
    if (isBelow(thread.getClass().getClassLoader(), loader)) {
      return "is a " + thread.getClass().getName() + " of it" + place;
    }
    if (isBelow(thread.getContextClassLoader(), loader)) {
      return "has it as context class loader" + place;
    }
    return place.isEmpty() ? null : "runs its code" + place;
  }

  /** Whether a loader is this one or stands on it. */
  private static boolean isBelow(@Nullable ClassLoader candidate, ClassLoader loader) {
    for (ClassLoader each = candidate; each != null; each = each.getParent()) {
      if (each == loader) {
        return true;
      }
    }
    return false;
  }
}
