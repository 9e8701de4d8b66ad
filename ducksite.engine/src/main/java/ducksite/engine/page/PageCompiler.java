package ducksite.engine.page;

import ducksite.api.render.ResultColumn;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.model.QueryDescriber;
import ducksite.engine.project.PageSource;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import ducksite.engine.project.Suggestions;
import ducksite.engine.render.HtmlTable;
import ducksite.engine.sql.Placeholders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compiles one Markdown file into a page. All problems of the file are collected; confined to the
 * compiling thread.
 */
public final class PageCompiler {

  private static final Set<String> LATER_BLOCKS = Set.of("input", "form");

  private final QueryCompiler queries;
  private final QueryDescriber describer;
  private final PageSource source;
  private final boolean allowHtml;
  private final Problems problems;

  private final Map<String, Block> sqlBlocks = new LinkedHashMap<>();
  private final Map<String, ChartSpec> charts = new LinkedHashMap<>();
  private final Map<String, TableSpec> tables = new LinkedHashMap<>();
  private final Map<String, PageQuery> compiled = new LinkedHashMap<>();

  /** A compiler for one file. */
  public PageCompiler(
      QueryCompiler queries,
      QueryDescriber describer,
      PageSource source,
      boolean allowHtml,
      Problems problems) {
    this.queries = queries;
    this.describer = describer;
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
    blocks.stream().filter(block -> block.kind().equals("sql")).forEach(this::addSql);
    sqlBlocks.forEach(this::compileSql);
    blocks.stream().filter(block -> block.kind().equals("echart")).forEach(this::addChart);
    blocks.stream().filter(block -> block.kind().equals("table")).forEach(this::addTable);
    List<PagePart> parts = parts(text.pieces());
    String url = Page.urlOf(source.path());
    String title = text.title() == null ? url : text.title();
    return new Page(
        url, source.text().file(), title, front.roles(), parts, charts, tables, compiled);
  }

  private void addSql(Block block) {
    if (sqlBlocks.putIfAbsent(block.argument(), block) != null) {
      report(
          "page/duplicate-block",
          block,
          "there are two sql blocks named '" + block.argument() + "'",
          "rename one");
    }
  }

  private void compileSql(String id, Block block) {
    queries
        .compile(block.body(), lowerCase(sqlBlocks.keySet()), problems)
        .ifPresent(
            sql ->
                describer
                    .describe(sql, Map.of(), block.body(), problems)
                    .filter(columns -> checkPlaceholders(block, sql))
                    .ifPresent(columns -> compiled.put(id, new PageQuery(id, sql, columns))));
  }

  /** Nothing gives a value to a placeholder of a page. */
  private boolean checkPlaceholders(Block block, CompiledSql sql) {
    List<Placeholders.Placeholder> all =
        Placeholders.find(sql.executable()).stream()
            .filter(each -> sql.parameterNames().contains(each.name()))
            .toList();
    if (all.isEmpty()) {
      return true;
    }
    String name = all.getFirst().name();
    int offset = Math.max(0, block.body().text().indexOf("$" + name));
    problems.add(
        block
            .body()
            .problem(
                "route/placeholder-undeclared",
                offset,
                "the query uses '$" + name + "', and a page has no parameters",
                "write the value, or make the query a route"));
    return false;
  }

  private void addChart(Block block) {
    ChartBlock.read(block, sqlBlocks.keySet(), queries, problems)
        .ifPresent(
            chart -> {
              ChartSpec spec = chart.spec();
              checkColumns(block, spec);
              if (chart.colorExpression() != null && compiled.containsKey(spec.query())) {
                spec = colored(block, spec, chart.colorExpression());
              }
              if (charts.putIfAbsent(block.argument(), spec) != null) {
                report(
                    "page/duplicate-block",
                    block,
                    "there are two charts named '" + block.argument() + "'",
                    "rename one");
              }
            });
  }

  private void checkColumns(Block block, ChartSpec spec) {
    PageQuery query = compiled.get(spec.query());
    if (query == null) {
      return;
    }
    List<String> names = query.columns().stream().map(ResultColumn::name).toList();
    List<String> wanted = new ArrayList<>(List.of(spec.x()));
    wanted.addAll(spec.series());
    for (String column : wanted) {
      if (names.stream().noneMatch(column::equalsIgnoreCase)) {
        report(
            "page/chart-column",
            block,
            "the query '" + spec.query() + "' has no column '" + column + "'",
            Suggestions.hint(column, names).orElse("its columns are " + String.join(", ", names)));
      }
    }
  }

  /** A chart whose colours are computed reads its query with one more column. */
  private ChartSpec colored(Block block, ChartSpec spec, String expression) {
    String column = HtmlTable.COMPUTED + "chart_" + spec.series().getFirst() + "_color";
    String id = spec.query() + "#" + spec.id();
    PageQuery base = compiled.get(spec.query());
    CompiledSql sql = base.sql().withColumn(column, expression, queries.isVolatile(expression));
    if (describer.describe(sql, Map.of(), block.body(), problems).isEmpty()) {
      return spec;
    }
    compiled.put(id, new PageQuery(id, sql, base.columns()));
    return spec.withData(id, column);
  }

  private void addTable(Block block) {
    TableBlock.read(block, sqlBlocks.keySet(), problems)
        .ifPresent(
            table -> {
              if (charts.containsKey(block.argument())
                  || tables.putIfAbsent(block.argument(), table) != null) {
                report(
                    "page/duplicate-block",
                    block,
                    "there are two charts or tables named '" + block.argument() + "'",
                    "rename one");
              }
            });
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
    if (LATER_BLOCKS.contains(block.kind())) {
      problems.add(
          block
              .body()
              .problem(
                  "page/block-without-effect",
                  Severity.WARNING,
                  0,
                  "'" + block.kind() + "' blocks have no effect in this version",
                  "leave it, or take it out"));
    } else if (grids.containsKey(block)) {
      parts.add(grids.get(block));
    } else if (isShown(block.argument())
        && !block.kind().equals("sql")
        && !inGrids.contains(block.argument())) {
      parts.add(new PagePart.Grid(List.of(List.of(new PagePart.Cell(12, block.argument())))));
    }
  }

  private boolean isShown(String id) {
    return charts.containsKey(id) || tables.containsKey(id) || compiled.containsKey(id);
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

  private void report(String code, Block block, String message, String hint) {
    problems.add(block.body().problem(code, 0, message, hint));
  }

  private static Set<String> lowerCase(Set<String> names) {
    Set<String> lower = new TreeSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(java.util.Locale.ROOT)));
    return lower;
  }
}
