package ducksite.engine.route;

import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.Severity;
import ducksite.engine.project.SourceFragment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compiles the text that a route has before there is a request, with a sample in each slot. Where
 * that says nothing, because a value had to be made up, the route's columns are those of each
 * request.
 */
final class SampleCompiler {

  private static final String SAMPLE = "route/template-sample";

  private final QueryCompiler queries;
  private final TextCompiler texts;
  private final Problems problems;

  SampleCompiler(QueryCompiler queries, TextCompiler texts, Problems problems) {
    this.queries = queries;
    this.texts = texts;
    this.problems = problems;
  }

  /** The route; empty when it has problems. */
  Optional<Route> compile(Declared declared) {
    SampleValues sample = SampleValues.of(declared.template());
    Optional<SourceFragment> bound = rendered(declared.template(), sample);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    Declared resolved = withFiles(declared, bound.get());
    Optional<SourceFragment> text = rendered(resolved.template(), sample);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> paths = declared.pathParameters();
    Map<String, List<String>> used = new TreeMap<>(paths);
    if (!paths.isEmpty()) {
      used.keySet().retainAll(queries.fileParameters(text.get(), paths.keySet()));
    }
    boolean variable = resolved.template().isVariable() || !used.isEmpty();
    Problems found = new Problems();
    Optional<Route> route = texts.compile(resolved, text.get(), used, variable, found);
    if (route.isPresent()
        || found.all().isEmpty()
        || !found.all().stream().allMatch(sample::explains)) {
      found.all().forEach(problems::add);
      return route;
    }
    // Where a file is named is not known: only what every request has may stand there.
    paths.values().removeIf(List::isEmpty);
    return unknown(resolved, sample, found, paths.keySet());
  }

  private Optional<SourceFragment> rendered(RouteTemplate template, SampleValues sample) {
    try {
      SourceFragment text = template.render(sample.values());
      template.check(text, queries::refusal);
      return Optional.of(text);
    } catch (RouteException e) {
      int offset =
          template.values().stream()
              .filter(slot -> slot.parameter().name().equals(e.parameter()))
              .mapToInt(slot -> slot.slot().start())
              .findFirst()
              .orElse(0);
      problems.add(
          template
              .author()
              .problem(
                  "route/template-place",
                  offset,
                  e.getMessage(),
                  "change the default, the choices or the policy of the parameter, or put blanks"
                      + " around the slot"));
      return Optional.empty();
    }
  }

  /** Constants in the place of files stand in the text: files are known before a query runs. */
  private Declared withFiles(Declared declared, SourceFragment text) {
    Set<String> constants = declared.template().constants().values().keySet();
    Set<String> files = constants.isEmpty() ? Set.of() : fileConstants(declared, text, constants);
    return files.isEmpty()
        ? declared
        : new Declared(
            declared.source(),
            declared.template().writing(files),
            declared.upstreams(),
            declared.steps(),
            declared.formats(),
            declared.faces());
  }

  private Set<String> fileConstants(Declared declared, SourceFragment text, Set<String> constants) {
    Set<String> names = new LinkedHashSet<>(declared.pathParameters().keySet());
    names.addAll(constants);
    Set<String> files = new LinkedHashSet<>(queries.fileParameters(text, names));
    files.retainAll(constants);
    return files;
  }

  /** A route whose columns only requests tell. */
  private Optional<Route> unknown(
      Declared declared, SampleValues sample, Problems found, Set<String> paths) {
    boolean filtered =
        declared.source().cache() != null
            && !declared.source().cache().invariantFilters().isEmpty();
    Problem first = found.all().getFirst();
    for (RouteParameter parameter : sample.madeUp()) {
      problems.add(
          parameter
              .position()
              .problem(
                  SAMPLE,
                  filtered ? Severity.ERROR : Severity.WARNING,
                  "'"
                      + parameter.name()
                      + "' has neither a default nor choices, so the columns of the answer are not"
                      + " known before a request ("
                      + first.message()
                      + ")",
                  "give it a default, or guard.mode = \"choices\""));
    }
    if (filtered) {
      return Optional.empty();
    }
    return Optional.of(
        new Route(
            declared,
            CompiledSql.unknown(declared.source().sql().text()),
            List.of(),
            texts.variants(declared, paths)));
  }
}
