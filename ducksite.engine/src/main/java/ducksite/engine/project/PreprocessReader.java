package ducksite.engine.project;

import ducksite.api.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code [[preprocess]]} entries of one route. */
final class PreprocessReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_./-]+");
  private static final String HOW =
      "write plugin = \"id:name\", or callable_path and callable_name";

  private PreprocessReader() {}

  static List<PreprocessStep> read(SectionReader top) {
    List<PreprocessStep> steps = new ArrayList<>();
    for (SectionReader section : top.tables("preprocess")) {
      step(section).ifPresent(steps::add);
    }
    return steps;
  }

  private static Optional<PreprocessStep> step(SectionReader section) {
    Position position = section.node().position();
    Optional<String> plugin = section.optionalString("plugin");
    boolean file = section.has("callable_path") || section.has("callable_name");
    if (section.has("plugin")) {
      if (file) {
        section.problem(
            "conflicting-keys", "callable_path", "a step is a plugin or a file, not both", HOW);
      }
      return plugin.map(
          reference ->
              new PreprocessStep(
                  reference, null, null, options(section), position, positions(section)));
    }
    String path = section.demanded("callable_path", HOW);
    String name = section.demanded("callable_name", HOW);
    if (path == null || name == null) {
      return Optional.empty();
    }
    if (!FILE.matcher(path).matches()
        || !ProjectPaths.isInside(path)
        || !ProjectPaths.normal(path).equals(path)) {
      String message = "`callable_path` must be a file below plugins/, and '" + path + "' is not";
      section.problem(
          "outside-project",
          "callable_path",
          message,
          "write it relative, with forward slashes and without `..`");
      return Optional.empty();
    }
    if (!NAME.matcher(name).matches()) {
      section.problem(
          "invalid-value", "callable_name", "'" + name + "' is no name of a method", HOW);
      return Optional.empty();
    }
    return Optional.of(
        new PreprocessStep(null, path, name, options(section), position, positions(section)));
  }

  /**
   * The keys that are not the host's; {@code kwargs} wins over a key of the same name beside it.
   */
  private static Options options(SectionReader section) {
    Map<String, Object> values = new LinkedHashMap<>(section.extras().asMap());
    values.putAll(section.options("kwargs").asMap());
    return Options.of(values);
  }

  private static Map<String, Position> positions(SectionReader section) {
    Map<String, Position> all = section.node().positions();
    Map<String, Position> places = new LinkedHashMap<>(all);
    String kwargs = "kwargs.";
    all.forEach(
        (name, place) -> {
          if (name.startsWith(kwargs)) {
            places.put(name.substring(kwargs.length()), place);
          }
        });
    return places;
  }
}
