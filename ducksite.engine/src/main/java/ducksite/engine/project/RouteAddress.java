package ducksite.engine.project;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a route is called and where it answers.
 *
 * @param id unique name
 * @param path URL path
 * @param pathParameters names in the path
 */
record RouteAddress(String id, String path, List<String> pathParameters) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.~-]*");

  /** Reads {@code id} and {@code path} with their defaults from the file's stem. */
  static RouteAddress read(RouteTable table, String stem, List<RouteParameter> parameters) {
    String id = id(table, stem);
    String path = path(table, id);
    List<String> names = RoutePath.of(path).parameters();
    for (String name : names) {
      if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
        SectionReader section = table.holder("path");
        Position place = section.position("path").of("{" + name + "}");
        String message = "the path parameter '" + name + "' is not declared in [params]";
        String close =
            Suggestions.hint(name, parameters.stream().map(RouteParameter::name).toList())
                .orElse("add [params." + name + "] with its type");
        section.problems().add(place.error("route/path-parameter-undeclared", message, close));
      }
    }
    return new RouteAddress(id, path, names);
  }

  /**
   * The id of a file: its stem with everything but letters, digits and {@code _} as one {@code _}.
   */
  static String defaultId(String stem) {
    String id = stem.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
    return id.isEmpty() ? "route" : id;
  }

  private static String id(RouteTable table, String stem) {
    SectionReader section = table.holder("id");
    String id = section.optionalString("id").orElseGet(() -> defaultId(stem));
    if (ID.matcher(id).matches()) {
      return id;
    }
    String message = "the id '" + id + "' cannot be part of a URL";
    section.problem("invalid-id", "id", message, "use letters, digits, `_`, `-`, `.` and `~`");
    return defaultId(id);
  }

  private static String path(RouteTable table, String id) {
    SectionReader section = table.holder("path");
    String path = section.optionalString("path").orElse("/" + id);
    String refusal = RoutePath.refusal(path).orElse(null);
    if (refusal == null) {
      return path;
    }
    String hint = path.startsWith("/") ? null : "write \"/" + path + "\"";
    section.problem("invalid-path", "path", "the path '" + path + "' " + refusal, hint);
    return "/" + id;
  }

  /** A word of a TOML in the form it is compared in. */
  static String lower(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }
}
