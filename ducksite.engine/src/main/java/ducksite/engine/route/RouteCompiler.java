package ducksite.engine.route;

import ducksite.api.route.Preprocessor;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.Provider;
import ducksite.engine.plugin.verify.OptionCheck;
import ducksite.engine.plugin.verify.OptionTable;
import ducksite.engine.project.PreprocessStep;
import ducksite.engine.project.Problems;
import ducksite.engine.project.ProjectConfig;
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
  private final ProjectConfig project;
  private final Problems problems;

  /** A compiler for the routes of one site. */
  public RouteCompiler(
      QueryCompiler queries,
      QueryDescriber describer,
      PluginHost plugins,
      Formats formats,
      ProjectConfig project,
      Problems problems) {
    this.queries = queries;
    this.describer = describer;
    this.plugins = plugins;
    this.formats = formats;
    this.project = project;
    this.problems = problems;
  }

  /** The route, or empty when it has problems. */
  public Optional<Route> compile(RouteSource source) {
    return compile(source, ConstantNames.of(project, source));
  }

  private Optional<Route> compile(RouteSource source, ConstantNames names) {
    boolean supported = checkSupported(source);
    Optional<RouteTemplate> template = TemplateReader.read(source, names, problems);
    boolean placeholders = checkPlaceholders(source, template);
    Set<String> allowed = allowedFormats(source);
    List<Step> steps = steps(source);
    if (!supported
        || !placeholders
        || template.isEmpty()
        || steps.size() < source.preprocess().size()) {
      return Optional.empty();
    }
    TextCompiler texts = new TextCompiler(queries, describer);
    return new SampleCompiler(queries, texts, problems)
        .compile(new Declared(source, template.get(), steps, allowed));
  }

  /**
   * A query without a declaration, as a route that takes no parameters and answers in every format.
   */
  public Optional<Route> query(SourceFragment sql) {
    return compile(RouteSource.query(sql), ConstantNames.NONE);
  }

  private boolean checkSupported(RouteSource source) {
    Map<String, Boolean> later = new LinkedHashMap<>();
    later.put("uses", !source.uses().isEmpty());
    boolean supported = true;
    for (Map.Entry<String, Boolean> each : later.entrySet()) {
      if (each.getValue()) {
        problems.add(
            source
                .position(each.getKey())
                .error(
                    "route/not-supported",
                    "[" + each.getKey() + "] cannot be used in this version",
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

  private boolean checkPlaceholders(RouteSource source, Optional<RouteTemplate> template) {
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
        problems.add(
            source
                .sql()
                .problem(
                    "route/template-only",
                    placeholder.start(),
                    "the parameter '" + placeholder.name() + "' is template_only and is not bound",
                    "write {{ " + placeholder.name() + " }}, or take template_only out"));
      } else if (!declared.contains(placeholder.name())) {
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
          && template.isPresent()
          && !KeptColumns.isFilter(source, parameter.name())) {
        problems.add(
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
