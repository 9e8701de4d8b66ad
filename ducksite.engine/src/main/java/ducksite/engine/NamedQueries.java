package ducksite.engine;

import ducksite.api.render.ResultColumn;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.NamedQuery;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.SourceFragment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans the sources and models of a project, as many at a time as there are cores. */
final class NamedQueries {

  private final Project project;
  private final QueryCompiler compiler;
  private final QueryDescriber describer;
  private final Problems problems;

  NamedQueries(
      Project project, QueryCompiler compiler, QueryDescriber describer, Problems problems) {
    this.project = project;
    this.compiler = compiler;
    this.describer = describer;
    this.problems = problems;
  }

  /** What planning one of them has given. */
  private record Planned(
      String name, CompiledSql sql, Optional<List<ResultColumn>> columns, Problems found) {}

  /** All that can be planned, what is read before its readers; the others count as broken. */
  Map<String, NamedQuery> describe() {
    Map<String, SourceFragment> sources = sourceTexts();
    Map<String, SourceFragment> texts = new LinkedHashMap<>(sources);
    project.models().forEach(model -> texts.put(model.name(), model.sql()));
    Map<String, NamedQuery> queries = new LinkedHashMap<>();
    for (Planned planned :
        InParallel.map(
            List.copyOf(compiler.named().entrySet()),
            named -> plan(named.getKey(), named.getValue(), texts.get(named.getKey())))) {
      planned.found().all().forEach(problems::add);
      planned
          .columns()
          .ifPresentOrElse(
              columns ->
                  queries.put(
                      planned.name(),
                      new NamedQuery(
                          planned.name(), compiler.kindOf(planned.name()), planned.sql(), columns)),
              () -> compiler.addBroken(planned.name()));
    }
    compiler
        .templates()
        .forEach(
            template ->
                queries.putAll(
                    new TemplateQueries(compiler, describer, problems)
                        .of(template, queries, sources.get(template.source()))));
    return queries;
  }

  private Planned plan(String name, CompiledSql sql, SourceFragment author) {
    Problems found = new Problems();
    return new Planned(name, sql, describer.describe(sql, Map.of(), author, found), found);
  }

  /** The text that each source's view was compiled from. */
  private Map<String, SourceFragment> sourceTexts() {
    Map<String, SourceFragment> texts = new LinkedHashMap<>();
    for (FileSource source : project.config().fileSources()) {
      if (source.name() != null) {
        texts.put(source.name(), source.position("row_filter").wholeLine());
      }
    }
    return texts;
  }
}
