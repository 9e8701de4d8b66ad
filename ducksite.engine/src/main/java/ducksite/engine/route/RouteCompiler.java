package ducksite.engine.route;

import ducksite.api.render.ResultColumn;
import ducksite.api.route.Preprocessor;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.Provider;
import ducksite.engine.plugin.verify.OptionCheck;
import ducksite.engine.plugin.verify.OptionTable;
import ducksite.engine.project.PreprocessStep;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.Severity;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.project.Suggestions;
import ducksite.engine.sql.Placeholders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the declaration of one route; everything that can be known before a request is checked
 * here.
 */
public final class RouteCompiler {

  private static final String PLUGIN_FOLDER = "plugins/";

  private final QueryCompiler queries;
  private final QueryDescriber describer;
  private final PluginHost plugins;
  private final Formats formats;
  private final Problems problems;

  /** A compiler for the routes of one site. */
  public RouteCompiler(
      QueryCompiler queries,
      QueryDescriber describer,
      PluginHost plugins,
      Formats formats,
      Problems problems) {
    this.queries = queries;
    this.describer = describer;
    this.plugins = plugins;
    this.formats = formats;
    this.problems = problems;
  }

  /** The route, or empty when it has problems. */
  public Optional<Route> compile(RouteSource source) {
    boolean supported = checkSupported(source);
    boolean placeholders = checkPlaceholders(source);
    Set<String> allowed = allowedFormats(source);
    List<Step> steps = steps(source);
    if (!supported || !placeholders) {
      return Optional.empty();
    }
    Map<String, List<String>> paths = pathParameters(source);
    Optional<CompiledSql> sql = queries.compile(source.sql(), Set.of(), paths, problems);
    if (sql.isEmpty()
        || steps.size() < source.preprocess().size()
        || !checkInherited(source, sql.get())) {
      return Optional.empty();
    }
    Optional<List<ResultColumn>> columns =
        describer.describe(sql.get(), ExampleValues.of(source), source.sql(), problems);
    return columns
        .filter(each -> KeptColumns.check(source, each, problems))
        .map(
            each ->
                new Route(
                    source,
                    sql.get(),
                    each,
                    steps,
                    allowed,
                    pathRoutes(source, paths, steps, allowed)));
  }

  /** The parameters that name files, with their defaults. */
  private Map<String, List<String>> pathParameters(RouteSource source) {
    Map<String, List<String>> guarded = new LinkedHashMap<>();
    for (RouteParameter parameter : source.params()) {
      if (parameter.guard() instanceof RouteParameter.Guard.RelativePath) {
        Object value = parameter.defaultValue();
        guarded.put(parameter.name(), value == null ? List.of() : List.of(value.toString()));
      }
    }
    if (!guarded.isEmpty()) {
      guarded.keySet().retainAll(queries.fileParameters(source.sql(), guarded.keySet()));
    }
    return guarded;
  }

  private @Nullable PathRoutes pathRoutes(
      RouteSource source,
      Map<String, List<String>> parameters,
      List<Step> steps,
      Set<String> allowed) {
    if (parameters.isEmpty()) {
      return null;
    }
    QueryDescriber forgetful = describer.forgetful();
    return new PathRoutes(
        parameters.keySet(),
        (paths, found) ->
            queries
                .compile(source.sql(), Set.of(), paths, found)
                .flatMap(
                    sql ->
                        forgetful
                            .describe(sql, ExampleValues.of(source), source.sql(), found)
                            .filter(columns -> KeptColumns.check(source, columns, found))
                            .map(
                                columns -> new Route(source, sql, columns, steps, allowed, null))));
  }

  /**
   * A query without a declaration, as a route that takes no parameters and answers in every format.
   */
  public Optional<Route> query(SourceFragment sql) {
    return compile(RouteSource.query(sql));
  }

  private boolean checkSupported(RouteSource source) {
    Map<String, Boolean> later = new LinkedHashMap<>();
    later.put("uses", !source.uses().isEmpty());
    later.put("constants", !source.constants().isEmpty());
    later.put("secrets", !source.secrets().isEmpty());
    later.put("params", source.params().stream().anyMatch(RouteParameter::templateOnly));
    boolean supported = true;
    for (Map.Entry<String, Boolean> each : later.entrySet()) {
      if (each.getValue()) {
        String what =
            each.getKey().equals("params") ? "template_only parameters" : "[" + each.getKey() + "]";
        problems.add(
            source
                .position(each.getKey())
                .error(
                    "route/not-supported",
                    what + " cannot be used in this version",
                    "take it out, or write the SQL without it"));
        supported = false;
      }
    }
    if (!source.methods().contains("GET")) {
      problems.add(
          source
              .position("methods")
              .error(
                  "route/not-supported",
                  "a route answers GET and HEAD only in this version",
                  "add \"GET\" to methods, or take the key out"));
      supported = false;
    }
    return supported;
  }

  private boolean checkPlaceholders(RouteSource source) {
    Set<String> declared = new LinkedHashSet<>();
    source.params().forEach(parameter -> declared.add(parameter.name()));
    Set<String> used = new LinkedHashSet<>();
    boolean complete = true;
    for (Placeholders.Placeholder placeholder : Placeholders.find(source.sql().text())) {
      used.add(placeholder.name());
      if (!declared.contains(placeholder.name())) {
        complete = false;
        problems.add(
            source
                .sql()
                .problem(
                    "route/placeholder-undeclared",
                    placeholder.start(),
                    "placeholder '$" + placeholder.name() + "' is used in the SQL but not declared",
                    Suggestions.hint(placeholder.name(), declared)
                        .orElse("declare it: [params." + placeholder.name() + "]")));
      }
    }
    for (RouteParameter parameter : source.params()) {
      if (!used.contains(parameter.name())
          && source.preprocess().isEmpty()
          && !parameter.templateOnly()
          && !KeptColumns.isFilter(source, parameter.name())) {
        problems.add(
            parameter
                .position()
                .warning(
                    "route/parameter-unused",
                    "parameter '" + parameter.name() + "' is not used in the SQL",
                    "use it as $" + parameter.name() + ", or take it out"));
      }
    }
    return complete;
  }

  /** A model may have placeholders: a route that reads it must declare them. */
  private boolean checkInherited(RouteSource source, CompiledSql sql) {
    Set<String> names = sql.parameterNames();
    source.params().forEach(parameter -> names.remove(parameter.name()));
    for (String name : names) {
      problems.add(
          source
              .sql()
              .problem(
                  "route/placeholder-undeclared",
                  0,
                  "a model that is read here uses '$" + name + "', which is not declared",
                  "declare it: [params." + name + "]"));
    }
    return names.isEmpty();
  }

  private Set<String> allowedFormats(RouteSource source) {
    Set<String> allowed = new LinkedHashSet<>();
    for (String written : source.allowedFormats()) {
      Optional<String> known = formats.find(written);
      known.ifPresent(allowed::add);
      if (known.isEmpty()) {
        problems.add(unknownFormat(source, "allowed_formats", written));
      }
    }
    if (formats.find(source.defaultFormat()).isEmpty()) {
      problems.add(unknownFormat(source, "default_format", source.defaultFormat()));
    }
    if (allowed.isEmpty() && !source.allowedFormats().isEmpty()) {
      // A list of which nothing is known must not allow what it leaves out.
      allowed.add(formats.find(source.defaultFormat()).orElse(Formats.JSON));
    }
    return allowed.isEmpty() ? formats.names() : allowed;
  }

  private ducksite.engine.project.Problem unknownFormat(
      RouteSource source, String key, String written) {
    return source
        .position(key)
        .problem(
            "route/unknown-format",
            Severity.WARNING,
            "no renderer answers the format '" + written + "'",
            Suggestions.hint(written, formats.names())
                .orElse("known formats: " + String.join(", ", formats.names())));
  }

  private List<Step> steps(RouteSource source) {
    List<Step> steps = new ArrayList<>();
    for (PreprocessStep step : source.preprocess()) {
      try {
        Provider<Preprocessor> provider = plugins.find(Preprocessor.class, reference(step));
        OptionCheck.Result options = provider.check(OptionTable.PREPROCESS, step.options());
        for (OptionCheck.Mistake mistake : options.mistakes()) {
          problems.add(
              mistake
                  .in(step.positions(), "", step.position())
                  .error(
                      OptionCheck.CODE,
                      "plugin " + provider.pluginId() + ": " + mistake.message(),
                      mistake.hint()));
        }
        if (options.mistakes().isEmpty()) {
          steps.add(new Step(provider, options.options()));
        }
      } catch (PluginException e) {
        problems.add(step.position().error(e.code(), e.getMessage(), e.hint()));
      }
    }
    return steps;
  }

  private static String reference(PreprocessStep step) {
    if (step.plugin() != null) {
      return step.plugin();
    }
    String path = step.callablePath();
    return (path.startsWith(PLUGIN_FOLDER) ? path : PLUGIN_FOLDER + path)
        + ":"
        + step.callableName();
  }
}
