package ducksite.engine.route;

import ducksite.api.render.ResultColumn;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.project.Problems;
import ducksite.engine.project.SourceFragment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles one text of a route: the names in it are known, and DuckDB tells its columns. */
final class TextCompiler {

  private final QueryCompiler queries;
  private final QueryDescriber describer;

  TextCompiler(QueryCompiler queries, QueryDescriber describer) {
    this.queries = queries;
    this.describer = describer;
  }

  /** The same for texts that are known from requests. */
  private TextCompiler forgetful() {
    return new TextCompiler(queries, describer.forgetful());
  }

  /**
   * The route whose text this is; empty when problems were reported.
   *
   * @param paths the values of parameters that stand in the place of files
   */
  Optional<Route> compile(
      Declared declared,
      SourceFragment text,
      Map<String, List<String>> paths,
      boolean variable,
      Problems problems) {
    Optional<CompiledSql> sql =
        queries.compile(text, Set.of(), declared.aliases(), paths, problems);
    if (sql.isEmpty() || !isComplete(declared, sql.get(), problems)) {
      return Optional.empty();
    }
    Optional<List<ResultColumn>> columns =
        describer.describe(
            sql.get().withTables(declared.emptyTables()), declared.examples(), text, problems);
    return columns
        .filter(each -> KeptColumns.check(declared.source(), each, problems))
        .map(
            each ->
                new Route(
                    declared,
                    sql.get(),
                    each,
                    variable ? variants(declared, paths.keySet()) : null));
  }

  /** The routes for the texts that requests make. */
  RouteVariants variants(Declared declared, Set<String> pathParameters) {
    TextCompiler forgetful = forgetful();
    return new RouteVariants(
        declared.template(),
        pathParameters,
        new RouteVariants.Compiler() {
          @Override
          public Optional<Route> compile(
              SourceFragment text, Map<String, List<String>> paths, Problems found) {
            return forgetful.compile(declared, text, paths, false, found);
          }

          @Override
          public Optional<String> refusal(String expression) {
            return queries.refusal(expression);
          }
        });
  }

  /** A model may have placeholders: a route that reads it must declare them. */
  private static boolean isComplete(Declared declared, CompiledSql sql, Problems problems) {
    Set<String> names = sql.parameterNames();
    declared.source().params().forEach(parameter -> names.remove(parameter.name()));
    names.removeAll(declared.template().constants().names());
    for (String name : names) {
      problems.add(
          declared
              .source()
              .sql()
              .problem(
                  "route/placeholder-undeclared",
                  0,
                  "a model that is read here uses '$" + name + "', which is not declared",
                  "declare it: [params." + name + "]"));
    }
    return names.isEmpty();
  }
}
