package ducksite.engine.page;

import ducksite.api.render.ResultColumn;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.project.Suggestions;
import ducksite.engine.sql.InputReferences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The queries of one page while it is compiled: its blocks, and what it names of the project. */
final class PageQueries {

  private final QueryCompiler queries;
  private final QueryDescriber describer;
  private final Problems problems;
  private final Map<String, Block> blocks = new LinkedHashMap<>();
  private final Map<String, PageQuery> compiled = new LinkedHashMap<>();
  private final Map<String, QueryReference> open = new LinkedHashMap<>();
  private PageInputs inputs = new PageInputs(List.of());

  PageQueries(QueryCompiler queries, QueryDescriber describer, Problems problems) {
    this.queries = queries;
    this.describer = describer;
    this.problems = problems;
  }

  /** Adds a block; the last of a name counts. */
  void add(Block block) {
    if (blocks.put(block.argument(), block) != null) {
      problems.add(
          block
              .body()
              .problem(
                  "page/duplicate-block",
                  Severity.WARNING,
                  0,
                  "there are two sql blocks named '" + block.argument() + "'; the last one counts",
                  "rename one"));
    }
  }

  /** Compiles the blocks for a page with some inputs. */
  void compile(PageInputs given) {
    inputs = given;
    blocks.forEach(this::compile);
  }

  Map<String, PageQuery> compiled() {
    return compiled;
  }

  /** References that a reader's choice decides, by their text. */
  Map<String, QueryReference> open() {
    return open;
  }

  private void compile(String id, Block block) {
    for (int offset : InputReferences.insideStrings(block.body().text())) {
      problems.add(
          block
              .body()
              .problem(
                  "page/input-in-text",
                  Severity.WARNING,
                  offset,
                  "no value is put into a string: it stays as it is written",
                  "end the string before it: 'a' || ${inputs.name} || 'b'"));
    }
    Set<String> others = new TreeSet<>();
    blocks.keySet().forEach(name -> others.add(name.toLowerCase(Locale.ROOT)));
    queries
        .compile(block.body(), others, problems)
        .ifPresent(sql -> describe(id, sql, block.body()));
  }

  private void describe(String id, CompiledSql sql, SourceFragment author) {
    checkReferences(sql, author);
    columns(sql, author, problems)
        .filter(columns -> checkPlaceholders(sql, author))
        .ifPresent(columns -> compiled.put(id, new PageQuery(id, sql, columns)));
  }

  /** The columns while nothing is chosen, after a look at the query while everything is. */
  private Optional<List<ResultColumn>> columns(
      CompiledSql sql, SourceFragment author, Problems found) {
    if (!sql.inputReferences().isEmpty()) {
      CompiledSql chosen = sql.with(inputs.something().expressions(), queries::condition);
      if (describer.describe(chosen, Map.of(), author, found).isEmpty()) {
        return Optional.empty();
      }
    }
    PageChoice defaults = inputs.defaults();
    return describer.describe(
        sql.with(defaults.expressions(), queries::condition), defaults.bindings(), author, found);
  }

  private void checkReferences(CompiledSql sql, SourceFragment author) {
    PageChoice all = inputs.something();
    Set<String> known = new TreeSet<>(all.expressions().keySet());
    all.texts().keySet().forEach(name -> known.add(InputReferences.input(name)));
    for (String reference : sql.inputReferences()) {
      if (!known.contains(reference)) {
        String written = InputReferences.written(reference);
        Set<String> names = new TreeSet<>();
        known.forEach(each -> names.add(InputReferences.written(each)));
        problems.add(
            author.problem(
                "page/unknown-input",
                Severity.WARNING,
                Math.max(0, author.text().indexOf(written)),
                "no input of this page gives " + written + "; it is NULL",
                Suggestions.hint(written, names)
                    .orElse("add an ```input block with an expression for it")));
      }
    }
  }

  /** Nothing gives a value to a placeholder of a page. */
  private boolean checkPlaceholders(CompiledSql sql, SourceFragment author) {
    Set<String> names = sql.parameterNames();
    if (names.isEmpty()) {
      return true;
    }
    String name = names.iterator().next();
    problems.add(
        author.problem(
            "route/placeholder-undeclared",
            Math.max(0, author.text().indexOf("$" + name)),
            "the query uses '$" + name + "', and a page has no parameters",
            "write the value, or make the query a route"));
    return false;
  }

  /**
   * Looks for what a block names.
   *
   * @param offset where, within the block
   * @return whether there is such a query; if not, it has been reported
   */
  boolean find(Block block, QueryReference reference, int offset) {
    Optional<String> complaint =
        reference.isOpen()
            ? openComplaint(reference)
            : reference.isGlobal() ? globalComplaint(block, reference) : complaint(reference);
    complaint.ifPresent(
        message ->
            problems.add(
                block
                    .body()
                    .problem(
                        "page/unknown-query", Severity.WARNING, offset, message, hint(reference))));
    return complaint.isEmpty();
  }

  private Optional<String> complaint(QueryReference reference) {
    return blocks.containsKey(reference.text())
        ? Optional.empty()
        : Optional.of("there is no sql block named '" + reference.text() + "' on this page");
  }

  private Optional<String> globalComplaint(Block block, QueryReference reference) {
    String name = reference.name();
    if (compiled.containsKey(reference.text())) {
      return Optional.empty();
    }
    if (!queries.isKnown(name)) {
      return Optional.of("there is no source or model named '" + name + "'");
    }
    // What is broken has been reported.
    queries.find(name).ifPresent(sql -> describe(reference.text(), sql, block.body()));
    return Optional.empty();
  }

  /** A reader must not be able to name just anything. */
  private Optional<String> openComplaint(QueryReference reference) {
    Set<String> names = inputs.something().texts().keySet();
    Optional<String> missing =
        reference.inputs().stream().filter(name -> !isGiven(name, names)).findFirst();
    if (missing.isPresent()) {
      return Optional.of("no input of this page gives ${inputs." + missing.get() + "}");
    }
    boolean chosen = !optionsBehind(reference).isEmpty();
    boolean views =
        reference.isGlobal()
            && !reference.beginning().isEmpty()
            && queries.templates().stream()
                .anyMatch(each -> each.beginning().equalsIgnoreCase(reference.beginning()));
    if (reference.isGlobal() && !chosen && !views) {
      return Optional.of(
          "whoever reads the page could name any model by '" + reference.text() + "'");
    }
    open.put(reference.text(), reference);
    return Optional.empty();
  }

  private boolean isGiven(String name, Set<String> inputsWithText) {
    return inputsWithText.contains(name)
        || inputs.all().stream()
            .map(InputSpec::parameter)
            .anyMatch(each -> each != null && each.name().equals(name));
  }

  private List<InputSpec> optionsBehind(QueryReference reference) {
    return inputs.all().stream()
        .filter(input -> reference.inputs().contains(input.name()) && input.options() != null)
        .toList();
  }

  private String hint(QueryReference reference) {
    if (reference.isOpen()) {
      return "give the input an options_query, or begin with the name of a source's template";
    }
    return reference.isGlobal()
        ? "models stand in sources_sql, file sources in ducksite.toml"
        : Suggestions.hint(reference.text(), blocks.keySet())
            .orElse("add ```sql " + reference.text());
  }

  /**
   * Gives a query with further columns that only its reader sees.
   *
   * @param reader id of the chart or table
   * @param expressions of the columns, by their names
   * @return the id of the query; that of the given one where they cannot be computed
   */
  String extended(Block block, String reader, String query, Map<String, String> expressions) {
    PageQuery base = compiled.get(query);
    if (base == null || expressions.isEmpty()) {
      return query;
    }
    CompiledSql sql =
        base.sql()
            .withColumns(expressions, expressions.values().stream().anyMatch(queries::isVolatile));
    // Without them the chart or the table is still worth showing.
    Problems found = new Problems();
    boolean works = columns(sql, block.body(), found).isPresent();
    found.all().forEach(each -> problems.add(each.withSeverity(Severity.WARNING)));
    if (!works) {
      return query;
    }
    String id = query + "#" + reader;
    compiled.put(id, new PageQuery(id, sql, base.columns()));
    return id;
  }
}
