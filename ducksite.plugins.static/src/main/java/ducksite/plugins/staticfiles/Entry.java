package ducksite.plugins.staticfiles;

import ducksite.api.Options;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One table of {@code files} or {@code folders}.
 *
 * @param where names it in messages, as in {@code files[0]}
 * @param options its keys
 */
record Entry(String where, Options options) {

  static Entry of(String where, Options options, Set<String> known) {
    for (String key : options.keys()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            where
                + ": unknown key '"
                + key
                + "'; known keys: "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
    return new Entry(where, options);
  }

  /** The path as written. */
  String path() {
    return text("path")
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    where + ": 'path' is missing; it names what to serve"));
  }

  /** The path below the project, unless it is absolute. */
  Path resolvedPath(Path projectRoot) {
    try {
      return projectRoot.resolve(path()).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw new IllegalArgumentException(where + ": 'path' is not a path: " + e.getReason(), e);
    }
  }

  /** A text that is not blank, if the key is there. */
  Optional<String> text(String key) {
    Optional<String> value = checked(() -> options.string(key));
    if (value.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException(where + ": '" + key + "' is blank; leave it out instead");
    }
    return value;
  }

  /** A truth value, false where the key is not there. */
  boolean flag(String key) {
    return checked(() -> options.bool(key)).orElse(false);
  }

  private <T> Optional<T> checked(java.util.function.Supplier<Optional<T>> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }
}
