package ducksite.engine.route;

import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.Problems;
import ducksite.engine.project.ProjectConfig;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.project.Suggestions;
import ducksite.engine.sql.Placeholders;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles the declaration of one route; everything that can be known before a request is checked
 * here.
 */
public final class RouteCompiler {

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

  private final QueryCompiler queries;
  private final QueryDescriber describer;
  private final PluginHost plugins;
  private final Formats formats;
  private final ProjectConfig project;
  private final Problems problems;
  private final CompiledRoutes earlier;
  private final Map<String, Route> compiled = new HashMap<>();

  /**
   * A compiler for the routes of one site.
   *
   * @param earlier the routes of the last compilation
   */
  public RouteCompiler(
      QueryCompiler queries,
      QueryDescriber describer,
      PluginHost plugins,
      Formats formats,
      ProjectConfig project,
      CompiledRoutes earlier,
      Problems problems) {
    this.queries = queries;
    this.describer = describer;
    this.plugins = plugins;
    this.formats = formats;
    this.project = project;
    this.problems = problems;
    this.earlier = earlier;
  }

  /**
   * The route, or empty when it has problems, or reads a route that has some. What it reads must
   * have been compiled before, see {@link RouteGraph}.
   */
  public Optional<Route> compile(RouteSource source) {
    Optional<Route> known = earlier.find(source, compiled, problems);
    if (known.isPresent()) {
      compiled.put(source.id(), known.get());
      return known;
    }
    Problems found = new Problems();
    Optional<Route> route = compile(source, ConstantNames.of(project, source), found);
    problems.addAll(found.all());
    route.ifPresent(
        each -> {
          compiled.put(source.id(), each);
          earlier.put(source, each, found.all());
        });
    return route;
  }

  private Optional<Route> compile(RouteSource source, ConstantNames names, Problems found) {
    boolean supported = checkSupported(source, found);
    Optional<RouteTemplate> template = TemplateReader.read(source, names, found);
    boolean placeholders = checkPlaceholders(source, template, found);
    Set<String> allowed = new FormatCheck(formats, found).allowed(source);
    List<Step> steps = new StepCompiler(plugins, found).compile(source);
    Optional<List<UpstreamCall>> calls =
        new UpstreamCompiler(queries, compiled, found).compile(source);
    if (!supported
        || !placeholders
        || template.isEmpty()
        || calls.isEmpty()
        || steps.size() < source.preprocess().size()) {
      return Optional.empty();
    }
    PluginFaces faces = formats.faces();
    Declared declared =
        new Declared(source, template.get(), calls.get(), steps, allowed, faces.of(source));
    TextCompiler texts = new TextCompiler(queries, describer);
    return new SampleCompiler(queries, texts, found)
        .compile(declared)
        .filter(route -> FaceChecks.check(source, route.columns(), faces, found))
        .filter(route -> ErrorFrame.check(source, route.columns(), found));
  }

  /**
   * A query without a declaration, as a route that takes no parameters and answers in every format.
   */
  public Optional<Route> query(SourceFragment sql) {
    return compile(RouteSource.query(sql), ConstantNames.NONE, problems);
  }

  private boolean checkSupported(RouteSource source, Problems found) {
    boolean answers = source.methods().contains("GET") || source.methods().contains("POST");
    if (!answers || !METHODS.containsAll(source.methods())) {
      found.add(
          source
              .position("methods")
              .error(
                  "route/not-supported",
                  "a route answers GET, with it HEAD, and POST, no other method",
                  "write [\"GET\"], [\"POST\"] or [\"GET\", \"POST\"], or take the key out"));
      return false;
    }
    return true;
  }

  private boolean checkPlaceholders(
      RouteSource source, Optional<RouteTemplate> template, Problems found) {
    Set<String> declared = new LinkedHashSet<>();
    source.params().stream()
        .filter(parameter -> !parameter.templateOnly())
        .forEach(parameter -> declared.add(parameter.name()));
    Set<String> used = new LinkedHashSet<>();
    template.ifPresent(slots -> used.addAll(slots.parameters()));
    boolean complete = true;
    for (Placeholders.Placeholder placeholder : Placeholders.find(source.sql().text())) {
      used.add(placeholder.name());
      if (source.parameter(placeholder.name()).filter(RouteParameter::templateOnly).isPresent()) {
        complete = false;
        found.add(
            source
                .sql()
                .problem(
                    "route/template-only",
                    placeholder.start(),
                    "the parameter '" + placeholder.name() + "' is template_only and is not bound",
                    "write {{ " + placeholder.name() + " }}, or take template_only out"));
      } else if (!declared.contains(placeholder.name())) {
        complete = false;
        found.add(
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
          && template.isPresent()
          && !KeptColumns.isFilter(source, parameter.name())
          && !isArgument(source, parameter.name())) {
        found.add(
            parameter
                .position()
                .warning(
                    "route/parameter-unused",
                    "parameter '" + parameter.name() + "' is not used in the SQL",
                    "use it as "
                        + (parameter.templateOnly()
                            ? "{{ " + parameter.name() + " }}"
                            : "$" + parameter.name())
                        + ", or take it out"));
      }
    }
    return complete;
  }

  private static boolean isArgument(RouteSource source, String name) {
    return source.uses().stream().anyMatch(each -> each.arguments().asMap().containsValue(name));
  }
}
