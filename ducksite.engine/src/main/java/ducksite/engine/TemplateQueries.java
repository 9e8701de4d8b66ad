package ducksite.engine;

import ducksite.api.render.ResultColumn;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.NamedQuery;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.model.Template;
import ducksite.engine.project.Problems;
import ducksite.engine.project.SourceFragment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The named queries that a template adds to a site: the one with parameters, and those of its
 * values while they are few. Those of many values are compiled when somebody names them.
 */
final class TemplateQueries {

  /** Values that have artefacts of their own. */
  private static final int FEW = 100;

  private final QueryCompiler compiler;
  private final QueryDescriber describer;
  private final Problems problems;

  TemplateQueries(QueryCompiler compiler, QueryDescriber describer, Problems problems) {
    this.compiler = compiler;
    this.describer = describer;
    this.problems = problems;
  }

  /**
   * The queries by name.
   *
   * @param queries the site's other queries, the template's source among them
   * @param author where problems are reported
   */
  Map<String, NamedQuery> of(
      Template template, Map<String, NamedQuery> queries, SourceFragment author) {
    Map<String, NamedQuery> added = new LinkedHashMap<>();
    Optional<List<ResultColumn>> columns =
        compiler.isHidden(template.source())
            ? Optional.empty()
            : Optional.ofNullable(queries.get(template.source())).map(NamedQuery::columns);
    if (columns.isEmpty() && !compiler.isHidden(template.source())) {
      return added;
    }
    List<String> views =
        template.index().stream().map(Map.Entry::getKey).filter(this::isView).toList();
    if (!views.isEmpty()) {
      CompiledSql first = compiler.view(views.getFirst());
      Optional<List<ResultColumn>> described =
          describer.describe(first, Map.of(), author, problems);
      columns = described.isEmpty() ? described : columns.or(() -> described);
    }
    if (columns.isEmpty()) {
      return added;
    }
    List<ResultColumn> all = columns.get();
    added.put(template.name(), query(template.name(), compiler.parameterised(template), all));
    if (template.size() <= FEW) {
      views.forEach(view -> added.put(view, query(view, compiler.view(view), all)));
    }
    return added;
  }

  /** A model may have taken the name. */
  private boolean isView(String name) {
    return compiler.kindOf(name) == NamedQuery.Kind.FILE_SOURCE_TEMPLATE;
  }

  private static NamedQuery query(String name, CompiledSql sql, List<ResultColumn> columns) {
    return new NamedQuery(name, NamedQuery.Kind.FILE_SOURCE_TEMPLATE, sql, columns);
  }
}
