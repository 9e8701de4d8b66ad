package ducksite.engine.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the TOML of one route. */
final class RouteReader {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final List<String> LATER = List.of("assets", "overrides", "append", "share", "ui");

  private final Map<String, Position> projectNames;
  private final Problems problems;

  /** A reader for routes of a project that has taken some names of constants and secrets. */
  RouteReader(Map<String, Position> projectNames, Problems problems) {
    this.projectNames = projectNames;
    this.problems = problems;
  }

  /**
   * The route of a TOML, its SQL and its Markdown; {@code stem} is the file's name without its
   * ending.
   */
  RouteSource read(
      TableNode root, SourceText toml, SourceFragment sql, @Nullable SourceText doc, String stem) {
    RouteTable table = RouteTable.of(root, problems);
    SectionReader top = table.top();
    // Nothing here asks for these tables; opening them checks their keys.
    LATER.forEach(top::table);
    ConstantReader constants = constants(top);
    RoutePartsReader parts = new RoutePartsReader(top);
    List<RouteParameter> parameters = new ParameterReader(top.table("params")).read();
    RouteAddress address = RouteAddress.read(table, stem, parameters);
    ReturnKind returns = top.choice("returns", ReturnKind.class);
    String defaultFormat = defaultFormat(table, returns);
    List<String> allowedFormats = allowedFormats(table);
    checkFormats(table, defaultFormat, allowedFormats);
    return new RouteSource(
        address.id(),
        address.path(),
        address.pathParameters(),
        top.optionalString("title").orElse(null),
        top.optionalString("description").orElse(null),
        table.holder("version").optionalString("version").orElse(null),
        Roles.read(top),
        methods(top),
        defaultFormat,
        allowedFormats,
        top.choice("cache_mode", CacheMode.class),
        returns,
        parameters,
        PreprocessReader.read(top),
        parts.postprocess(),
        parts.uses(),
        parts.charts(),
        top.optionalTable("cache").map(RouteCache::read).orElse(null),
        RouteLimits.read(top),
        constants.constants(),
        constants.secrets(),
        top.node().options(),
        sql,
        toml,
        doc,
        top.node().positions());
  }

  private ConstantReader constants(SectionReader top) {
    ConstantReader constants = new ConstantReader(Dialect.ROUTE, problems, projectNames);
    constants.readConstants(top.table("const"));
    constants.readConstants(top.table("constants"));
    constants.readSecrets(top.table("secrets"));
    return constants;
  }

  private static String defaultFormat(RouteTable table, ReturnKind returns) {
    SectionReader holder = table.holder("default_format");
    return returns == ReturnKind.PARQUET && !holder.has("default_format")
        ? "parquet"
        : RouteAddress.lower(holder.optionalString("default_format").orElse("json"));
  }

  private static List<String> allowedFormats(RouteTable table) {
    return table.holder("allowed_formats").strings("allowed_formats").stream()
        .map(RouteAddress::lower)
        .toList();
  }

  private void checkFormats(RouteTable table, String defaultFormat, List<String> allowed) {
    if (!allowed.isEmpty() && !allowed.contains(defaultFormat)) {
      Position place = table.holder("default_format").position("default_format");
      boolean written = table.holder("default_format").has("default_format");
      Position shown =
          written ? place : table.holder("allowed_formats").position("allowed_formats");
      String message =
          "the default format '"
              + defaultFormat
              + "' is not among `allowed_formats`, so bare requests fail";
      problems.add(
          shown.problem(
              "route/default-format-not-allowed",
              written ? Severity.ERROR : Severity.WARNING,
              message,
              "set `default_format` to one of them"));
    }
  }

  private List<String> methods(SectionReader top) {
    List<String> methods = new ArrayList<>();
    for (String method : top.strings("methods")) {
      String upper = method.strip().toUpperCase(Locale.ROOT);
      if (METHODS.contains(upper)) {
        methods.add(upper);
      } else {
        Position place = top.position("methods").of(method);
        String hint =
            Suggestions.hint(upper, METHODS).orElse("methods: DELETE, GET, HEAD, PATCH, POST, PUT");
        problems.add(
            place.error("route/invalid-value", "'" + method + "' is no HTTP method", hint));
      }
    }
    return methods.isEmpty() ? List.of("GET") : methods;
  }
}
