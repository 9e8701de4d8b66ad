package ducksite.engine.model;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.datamap.SourceTemplate;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problems;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the templates of sources: checks their expressions and collects their values, first those
 * in the source, then those of a query, then the listed ones. Confined to the compiling thread.
 */
public final class Templates {

  private final QueryCompiler compiler;
  private final TemplateRows rows;
  private final DistinctValues distinct;
  private final Problems problems;

  /** Templates over the sources that a compiler knows. */
  public Templates(QueryCompiler compiler, Sampler sampler, DataMap map, Problems problems) {
    this.compiler = compiler;
    this.rows = new TemplateRows(compiler, sampler, problems);
    this.distinct = new DistinctValues(compiler, sampler, map, rows);
    this.problems = problems;
  }

  /** Adds the views per value of a source to the compiler, when it has a template. */
  public void add(FileSource source, SourceFiles files) {
    SourceTemplate told = files.template();
    if (told == null || files.files().isEmpty()) {
      return;
    }
    if (isInherited(files) && isMirrored(source, told)) {
      return;
    }
    TemplateName name = TemplateName.of(told.name()).orElse(null);
    if (name == null) {
      report(
          source,
          "config/template-name",
          "the template '" + told.name() + "' has no SQL expression in brackets",
          "for example sales_[region]");
      return;
    }
    TemplatePredicate predicate = TemplatePredicate.of(told.rowFilter(), name.expression());
    if (refused(source, name.expression()) || refused(source, predicate.blank())) {
      return;
    }
    boolean isVolatile =
        compiler.isVolatile(name.expression()) || compiler.isVolatile(predicate.blank());
    TemplateValues values = new TemplateValues(name, predicate);
    int before = problems.errors().size();
    collect(source, files, name, values);
    report(source, told, values.misfits());
    if (problems.errors().size() == before && isFree(source, told, values.byView())) {
      compiler.addTemplate(
          new Template(
              files.name(),
              told.name(),
              name,
              predicate,
              isVolatile,
              values.byView(),
              compiler::condition));
    }
  }

  /** A manifest made from another source tells the template of that one, whose views exist. */
  private boolean isMirrored(FileSource source, SourceTemplate told) {
    Optional<Template> other =
        compiler.templates().stream().filter(each -> each.name().equals(told.name())).findFirst();
    other.ifPresent(
        each ->
            problems.add(
                source
                    .position("plugin")
                    .warning(
                        "data/template-collision",
                        source.label()
                            + ": its manifest tells the template '"
                            + told.name()
                            + "' of the file source '"
                            + each.source()
                            + "', which keeps these views",
                        "give this source a template_name of its own, where it needs views")));
    return other.isPresent();
  }

  /** Whether only the manifest names the template. */
  static boolean isInherited(SourceFiles files) {
    return files.template() != null && !files.template().isOwn();
  }

  /** The template of a source before its values are known. */
  static Optional<Template> open(SourceFiles files) {
    SourceTemplate told = files.template();
    return told == null
        ? Optional.empty()
        : TemplateName.of(told.name())
            .map(
                name ->
                    new Template(
                        files.name(),
                        told.name(),
                        name,
                        TemplatePredicate.of(told.rowFilter(), name.expression()),
                        false,
                        null,
                        predicate -> new Condition.Unknown()));
  }

  private void collect(
      FileSource source, SourceFiles files, TemplateName name, TemplateValues values) {
    List<TemplateValue> all = new ArrayList<>();
    distinct.of(source, files, name.expression()).forEach(row -> all.add(value(row)));
    if (source.templateValuesSql() != null) {
      all.addAll(queried(source, source.templateValuesSql()));
    }
    source.templateValues().stream().map(Templates::listed).forEach(all::add);
    if (all.size() > Sampler.MOST) {
      report(
          source,
          "data/template-values",
          "the template has more than " + Sampler.MOST + " values",
          "choose a coarser expression");
      return;
    }
    values.add(
        all,
        (one, other) ->
            report(
                source,
                "data/template-collision",
                "the values '"
                    + one.text()
                    + "' and '"
                    + other.text()
                    + "' would both have the view '"
                    + name.view(one)
                    + "'",
                "choose an expression that tells them apart"));
  }

  private List<TemplateValue> queried(FileSource source, String query) {
    Optional<CompiledSql> compiled = rows.compiled(source, "template_values_sql", query);
    if (compiled.isEmpty()) {
      return List.of();
    }
    int columns = rows.columns(source, compiled.get());
    if (columns == 0) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    for (int column = 1; column <= columns; column++) {
      names.add("c" + column);
      selected.add("CAST(c%d AS VARCHAR) AS t%d, typeof(c%d) AS y%d".replace("%d", "" + column));
    }
    String sql =
        "SELECT "
            + String.join(", ", selected)
            + " FROM (\n"
            + SqlText.statement(query)
            + "\n) AS v("
            + String.join(", ", names)
            + ")";
    return rows.of(source, "template_values_sql", sql).stream()
        .filter(row -> row.size() > 2 || row.getFirst() != null)
        .map(Templates::value)
        .toList();
  }

  private static TemplateValue value(List<String> row) {
    List<TemplateValue.Part> parts = new ArrayList<>();
    for (int index = 0; index < row.size(); index += 2) {
      String text = row.get(index);
      parts.add(
          text == null
              ? new TemplateValue.Part("NULL", "NULL")
              : TemplateValue.Part.of(text, row.get(index + 1)));
    }
    return new TemplateValue(parts);
  }

  private static TemplateValue listed(Object value) {
    List<?> parts = value instanceof List<?> list ? list : List.of(value);
    return new TemplateValue(
        parts.stream().map(part -> TemplateValue.Part.of((Object) part)).toList());
  }

  private boolean isFree(
      FileSource source, SourceTemplate told, Map<String, TemplateValue> values) {
    for (Map.Entry<String, TemplateValue> value : values.entrySet()) {
      if (compiler.isKnown(value.getKey())) {
        report(
            source,
            "data/template-collision",
            "the template '"
                + told.name()
                + "' would give the value '"
                + value.getValue().text()
                + "' the view '"
                + value.getKey()
                + "', and there is another of this name",
            "rename one of them");
        return false;
      }
    }
    return true;
  }

  private boolean refused(FileSource source, String expression) {
    Optional<String> why = compiler.refusal(expression);
    why.ifPresent(
        each ->
            report(
                source,
                "data/template-expression",
                "the template is refused: " + each,
                "write one SQL expression over the source's columns"));
    return why.isPresent();
  }

  private void report(FileSource source, SourceTemplate told, List<TemplateValue> misfits) {
    if (!misfits.isEmpty()) {
      report(
          source,
          "data/template-values",
          "'"
              + misfits.getFirst().text()
              + "' has "
              + misfits.getFirst().parts().size()
              + " parts, and the predicate of '"
              + told.name()
              + "' one `?`",
          "write as many `?` into row_filter_template");
    }
  }

  private void report(FileSource source, String code, String message, @Nullable String hint) {
    Position place = source.position(source.templateName() == null ? "plugin" : "template_name");
    problems.add(place.error(code, source.label() + ": " + message, hint));
  }
}
