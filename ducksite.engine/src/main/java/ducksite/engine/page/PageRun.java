package ducksite.engine.page;

import ducksite.engine.duck.DuckException;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.Template;
import ducksite.engine.render.CapturedResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of a page's queries. Confined to one thread. */
final class PageRun {

  private static final Logger LOG = LoggerFactory.getLogger(PageRun.class);

  /** Runs a query. */
  interface Queries {
    CapturedResult run(CompiledSql sql, Map<String, Object> values) throws DuckException;
  }

  private final Page page;
  private final PageChoice choice;
  private final QueryCompiler views;
  private final Queries queries;
  private final Map<String, List<InputOptions.Choice>> choices = new LinkedHashMap<>();
  private final Map<String, CapturedResult> results = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  PageRun(Page page, PageChoice choice, QueryCompiler views, Queries queries) {
    this.page = page;
    this.choice = choice;
    this.views = views;
    this.queries = queries;
  }

  PageExecution execute() {
    page.queries().values().stream()
        .filter(query -> page.shows(query.id()))
        .forEach(query -> run(query.id(), query.sql()));
    for (InputSpec input : page.inputs().all()) {
      if (input.options() != null) {
        choices.put(input.name(), offered(input.options()));
      }
    }
    page.open().values().stream()
        .filter(reference -> page.shows(reference.text()))
        .forEach(this::runOpen);
    return new PageExecution(choice, choices, results, failures, notes);
  }

  private void run(String id, CompiledSql sql) {
    try {
      results.put(
          id, queries.run(sql.with(choice.expressions(), views::condition), choice.bindings()));
    } catch (DuckException e) {
      LOG.warn("query {} of page {} failed", id, page.file(), e);
      failures.put(id, textFor(e));
    }
  }

  private void runOpen(QueryReference reference) {
    Optional<String> name = reference.resolve(choice.texts());
    Optional<CompiledSql> sql =
        name.filter(each -> isOffered(reference, each)).flatMap(each -> find(reference, each));
    if (sql.isPresent()) {
      run(reference.text(), sql.get());
    } else {
      notes.put(reference.text(), "There is nothing to show for this choice.");
    }
  }

  private Optional<CompiledSql> find(QueryReference reference, String name) {
    return find(page, views, reference, name);
  }

  /** The query that an open reference stands for. */
  static Optional<CompiledSql> find(
      Page page, QueryCompiler views, QueryReference reference, String name) {
    if (!reference.isGlobal()) {
      return Optional.ofNullable(page.queries().get(name)).map(PageQuery::sql);
    }
    // Without a value, the beginning of a template's views stands for its source.
    boolean beginning = name.equals(reference.beginning());
    return views.templates().stream()
        .filter(template -> beginning && template.beginning().equalsIgnoreCase(name))
        .map(Template::source)
        .findFirst()
        .or(() -> Optional.of(name))
        .flatMap(views::find)
        .filter(sql -> sql.parameterNames().isEmpty());
  }

  /** A reader chooses among what the author offers: listed values, or the views of a template. */
  private boolean isOffered(QueryReference reference, String name) {
    if (!reference.isGlobal()) {
      return true;
    }
    List<InputSpec> listed =
        page.inputs().all().stream()
            .filter(input -> reference.inputs().contains(input.name()) && input.options() != null)
            .toList();
    boolean view =
        !reference.beginning().isEmpty()
            && views.templates().stream()
                .filter(each -> each.beginning().equalsIgnoreCase(reference.beginning()))
                .anyMatch(each -> each.has(name) || name.equals(reference.beginning()));
    return view || !listed.isEmpty() && listed.stream().allMatch(this::isListed);
  }

  private boolean isListed(InputSpec input) {
    return choice.of(input).stream()
        .allMatch(
            value ->
                input.defaults().contains(value)
                    || choices.getOrDefault(input.name(), List.of()).stream()
                        .anyMatch(each -> each.value().equals(value)));
  }

  private List<InputOptions.Choice> offered(InputOptions options) {
    CapturedResult result = results.get(options.query().text());
    List<InputOptions.Choice> offered = new ArrayList<>();
    if (result == null || result.columns().isEmpty()) {
      return offered;
    }
    int value = column(result, options.valueColumn(), 0);
    int label = column(result, options.labelColumn(), Math.min(1, result.columns().size() - 1));
    for (int row = 0; row < Math.min(result.rowCount(), InputOptions.MOST); row++) {
      Optional<String> text = result.raw(value, row);
      if (text.isPresent()) {
        offered.add(new InputOptions.Choice(text.get(), result.raw(label, row).orElse(text.get())));
      }
    }
    return offered;
  }

  private static int column(
      CapturedResult result, @org.jspecify.annotations.Nullable String name, int otherwise) {
    for (int index = 0; index < result.columns().size(); index++) {
      if (result.columns().get(index).name().equalsIgnoreCase(name)) {
        return index;
      }
    }
    return otherwise;
  }

  private static String textFor(DuckException failure) {
    return switch (failure.kind()) {
      case TIMEOUT -> "This took too long to compute.";
      case OVERLOADED -> "The server is busy; try again in a moment.";
      case CANCELLED, OUT_OF_MEMORY, FAILED ->
          "This part of the page cannot be computed at the moment.";
    };
  }
}
