package ducksite.engine.page;

import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.project.PageSource;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import ducksite.engine.render.HtmlTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one Markdown file into a page. All problems of the file are collected; confined to the
 * compiling thread.
 */
public final class PageCompiler {

  private final QueryCompiler queries;
  private final PageQueries pageQueries;
  private final PageSource source;
  private final boolean allowHtml;
  private final Problems problems;

  private final Map<String, InputSpec> inputs = new LinkedHashMap<>();
  private final Map<String, ChartSpec> charts = new LinkedHashMap<>();
  private final Map<String, TableSpec> tables = new LinkedHashMap<>();

  /** A compiler for one file. */
  public PageCompiler(
      QueryCompiler queries,
      QueryDescriber describer,
      PageSource source,
      boolean allowHtml,
      Problems problems) {
    this.queries = queries;
    this.pageQueries = new PageQueries(queries, describer, problems);
    this.source = source;
    this.allowHtml = allowHtml;
    this.problems = problems;
  }

  /** The page; parts that have problems are missing in it. */
  public Page compile() {
    FrontMatter front = FrontMatter.of(source.text(), problems);
    PageText text = PageText.of(source.text(), front.end(), allowHtml);
    List<Block> blocks = new ArrayList<>();
    for (PageText.Piece piece : text.pieces()) {
      if (piece instanceof PageText.Piece.Fenced(Block block)) {
        blocks.add(block);
      }
    }
    each(blocks, "input", this::addInput);
    each(blocks, "sql", pageQueries::add);
    PageInputs all = new PageInputs(List.copyOf(inputs.values()));
    pageQueries.compile(all);
    each(blocks, "input", this::checkOptions);
    each(blocks, "echart", this::addChart);
    each(blocks, "table", this::addTable);
    List<PagePart> parts = parts(text.pieces());
    String url = Page.urlOf(source.path());
    return new Page(
        url,
        source.text().file(),
        text.title() == null ? url : text.title(),
        front.roles(),
        parts,
        all,
        charts,
        tables,
        pageQueries.compiled(),
        pageQueries.open());
  }

  private static void each(List<Block> blocks, String kind, Consumer<Block> action) {
    blocks.stream().filter(block -> block.kind().equals(kind)).forEach(action);
  }

  private void addInput(Block block) {
    noteDuplicate(
        block, inputs.put(block.argument(), new InputBlock(block, queries, problems).read()));
  }

  private void checkOptions(Block block) {
    InputSpec input = inputs.get(block.argument());
    InputOptions options = input == null ? null : input.options();
    if (options != null && !pageQueries.find(block, options.query(), 0)) {
      inputs.remove(block.argument());
    }
  }

  private void addChart(Block block) {
    ChartBlock chart = new ChartBlock(block, queries, problems);
    boolean found = pageQueries.find(block, chart.query(), chart.queryOffset());
    Map<String, String> formats = chart.formats();
    Optional<ChartSpec> read = chart.read();
    if (!found || read.isEmpty()) {
      return;
    }
    checks().columns(block, read.get());
    ChartSpec spec = checks().series(block, read.get(), chart.values());
    checks().click(block, spec.click(), spec.query(), chart.values());
    String target = spec.series().isEmpty() ? spec.id() : spec.series().getFirst();
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, String> expressions = new LinkedHashMap<>();
    formats.forEach(
        (kind, expression) -> {
          columns.put(kind, HtmlTable.COMPUTED + "chart_" + target + "_" + kind);
          expressions.put(columns.get(kind), expression);
        });
    String query = pageQueries.extended(block, spec.id(), spec.query(), expressions);
    boolean computed = !query.equals(spec.query());
    noteDuplicate(
        block, charts.put(block.argument(), computed ? spec.withData(query, columns) : spec));
  }

  private void addTable(Block block) {
    TableBlock.Read read = TableBlock.read(block, queries, problems);
    TableSpec spec = read.table();
    if (!pageQueries.find(block, new QueryReference(spec.query()), read.queryOffset())) {
      return;
    }
    checks().click(block, spec.click(), spec.query(), read.values());
    Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    Map<String, String> expressions = new LinkedHashMap<>();
    read.formats()
        .forEach(
            (column, own) ->
                own.forEach(
                    (kind, expression) -> {
                      String name = HtmlTable.COMPUTED + "tbl_" + column + "_" + kind;
                      columns
                          .computeIfAbsent(column, each -> new LinkedHashMap<>())
                          .put(kind, name);
                      expressions.put(name, expression);
                    }));
    // Its own id: a chart of the same name may have another query.
    String query = pageQueries.extended(block, spec.id() + "#table", spec.query(), expressions);
    TableSpec shown = query.equals(spec.query()) ? spec : spec.withData(query, columns);
    noteDuplicate(
        block, tables.put(block.argument(), shown) == null ? charts.get(block.argument()) : shown);
  }

  private BlockChecks checks() {
    return new BlockChecks(pageQueries, inputs.keySet(), problems);
  }

  /** The last of a name counts; a chart comes before a table. */
  private void noteDuplicate(Block block, @Nullable Object former) {
    if (former != null) {
      problems.add(
          block
              .body()
              .problem(
                  "page/duplicate-block",
                  Severity.WARNING,
                  0,
                  "there are two blocks named '" + block.argument() + "'; one of them is not shown",
                  "rename one"));
    }
  }

  private List<PagePart> parts(List<PageText.Piece> pieces) {
    Set<String> inGrids = new TreeSet<>();
    Set<String> knownIds = knownIds(pieces);
    Map<Block, PagePart.Grid> grids = new LinkedHashMap<>();
    for (PageText.Piece piece : pieces) {
      if (piece instanceof PageText.Piece.Fenced(Block block) && block.kind().equals("grid")) {
        PagePart.Grid grid = new GridBlock(block, this::isShown, knownIds, problems).grid();
        grid.rows().forEach(row -> row.forEach(cell -> inGrids.add(cell.id())));
        grids.put(block, grid);
      }
    }
    List<PagePart> parts = new ArrayList<>();
    for (PageText.Piece piece : pieces) {
      switch (piece) {
        case PageText.Piece.Html(String html) -> parts.add(new PagePart.Prose(html));
        case PageText.Piece.Fenced(Block block) -> addPart(block, grids, inGrids, parts);
      }
    }
    return parts;
  }

  private void addPart(
      Block block, Map<Block, PagePart.Grid> grids, Set<String> inGrids, List<PagePart> parts) {
    if (block.kind().equals("form")) {
      problems.add(
          block
              .body()
              .problem(
                  "page/block-without-effect",
                  Severity.WARNING,
                  0,
                  "forms take no submissions in this version; the page says so in its place",
                  "leave it, or take it out"));
      parts.add(new PagePart.Missing(FormBlock.label(block)));
    } else if (block.kind().equals("input")) {
      // All inputs of a page are one form, where the first of them stands.
      if (parts.stream().noneMatch(PagePart.Inputs.class::isInstance)) {
        parts.add(new PagePart.Inputs());
      }
    } else if (grids.containsKey(block)) {
      parts.add(grids.get(block));
    } else if (isShown(block.argument())
        && !block.kind().equals("sql")
        && !inGrids.contains(block.argument())) {
      parts.add(new PagePart.Grid(List.of(List.of(new PagePart.Cell(12, block.argument())))));
    }
  }

  private boolean isShown(String id) {
    return charts.containsKey(id)
        || tables.containsKey(id)
        || pageQueries.compiled().containsKey(id);
  }

  /** The ids of all blocks, those with problems and those without effect included. */
  private static Set<String> knownIds(List<PageText.Piece> pieces) {
    Set<String> known = new TreeSet<>();
    for (PageText.Piece piece : pieces) {
      if (piece instanceof PageText.Piece.Fenced(Block block) && !block.kind().equals("grid")) {
        known.add(block.argument());
      }
    }
    return known;
  }
}
