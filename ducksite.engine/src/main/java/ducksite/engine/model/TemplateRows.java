package ducksite.engine.model;

import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.SqlRefusedException;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import ducksite.engine.project.SourceFragment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The queries that find the values of templates, with what goes wrong reported at their keys. */
final class TemplateRows {

  private final QueryCompiler compiler;
  private final Sampler sampler;
  private final Problems problems;

  TemplateRows(QueryCompiler compiler, Sampler sampler, Problems problems) {
    this.compiler = compiler;
    this.sampler = sampler;
    this.problems = problems;
  }

  /** Number of columns of the query of values; 0 when it cannot be told, which is reported. */
  int columns(FileSource source, CompiledSql sql) {
    try {
      return sampler.columns(sql).size();
    } catch (DuckException | SqlRefusedException e) {
      failed(source, "template_values_sql", e);
      return 0;
    }
  }

  /** The rows of a query; none when it fails, which is reported. */
  List<List<String>> of(FileSource source, String key, String sql) {
    return of(source, key, sql, sampler::ask);
  }

  /** The same, found in another way that is known to give the same rows. */
  List<List<String>> of(
      FileSource source, String key, String sql, Function<CompiledSql, List<List<String>>> way) {
    Optional<CompiledSql> compiled = compiled(source, key, sql);
    if (compiled.isEmpty()) {
      return List.of();
    }
    try {
      return sampler.rows(compiled.get(), () -> way.apply(compiled.get()));
    } catch (DuckException | SqlRefusedException e) {
      failed(source, key, e);
      return List.of();
    }
  }

  Optional<CompiledSql> compiled(FileSource source, String key, String sql) {
    Problems found = new Problems();
    Optional<CompiledSql> compiled =
        compiler.compile(SourceFragment.of("query", sql), Set.of(), found);
    found
        .all()
        .forEach(
            each ->
                problems.add(
                    source
                        .position(key)
                        .error(
                            "data/template-values",
                            source.label() + ": " + each.message(),
                            each.hint())));
    return compiled;
  }

  /** A file that cannot be reached costs the values in it, not those that are listed. */
  private void failed(FileSource source, String key, Exception why) {
    String message = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    boolean unreachable = message.contains("IO Error");
    problems.add(
        source
            .position(key)
            .problem(
                "data/template-values",
                unreachable ? Severity.WARNING : Severity.ERROR,
                source.label() + ": the values of the template are not known: " + message,
                unreachable
                    ? "the listed values have their views all the same"
                    : "correct the expression or the query"));
  }
}
