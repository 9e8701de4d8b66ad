package ducksite.engine.model;

import java.nio.file.Path;

/** The names of what a query's content depends on, as fingerprints use them. */
public final class Inputs {

  private static final String SOURCE = "source:";
  private static final String FILE = "file:";

  private Inputs() {}

  /** The files of a file source. */
  public static String source(String name) {
    return SOURCE + name;
  }

  /** One other file. */
  public static String file(Path path) {
    return FILE + path;
  }

  /** The name of a {@link #source} input; the input itself for a file. */
  public static String sourceOf(String input) {
    return input.startsWith(SOURCE) ? input.substring(SOURCE.length()) : input;
  }

  /** The path of a {@link #file} input; null for a source. */
  public static @org.jspecify.annotations.Nullable Path pathOf(String input) {
    return input.startsWith(FILE) ? Path.of(input.substring(FILE.length())) : null;
  }
}
